import { assertEquals } from "@std/assert";
import {
  homeFolder,
  isGranted,
  isSwitchedOn,
  readEnvironment,
  readTextIfPermitted,
} from "../../src/hub/environment.ts";
import { TempFolder, withEnvironment, withGlobals } from "./process_state.ts";

Deno.test("readEnvironment() takes an empty variable for unset", () =>
  withEnvironment({ HF_TOKEN: "a", HF_HOME: "" }, () => {
    const values = ["HF_TOKEN", "HF_HOME", "HF_ENDPOINT"].map(readEnvironment);
    assertEquals(values, ["a", undefined, undefined]);
    return Promise.resolve();
  }));

Deno.test({
  name: "readEnvironment() takes a variable that may not be read for unset",
  permissions: { env: ["HOME"] },
  fn: () => assertEquals(readEnvironment("PATH"), undefined),
});

Deno.test("readEnvironment() reads process.env in other runtimes", () => {
  const process = { env: { HF_TOKEN: "a", HF_HOME: "" } };
  return withGlobals({ Deno: undefined, process }, () => {
    const values = ["HF_TOKEN", "HF_HOME", "HF_ENDPOINT"].map(readEnvironment);
    assertEquals(values, ["a", undefined, undefined]);
    return Promise.resolve();
  });
});

Deno.test("readEnvironment() finds nothing where there is no environment", () =>
  withGlobals({ Deno: undefined, process: undefined }, () => {
    assertEquals(readEnvironment("HOME"), undefined);
    return Promise.resolve();
  }));

for (const [value, isOn] of [["1", true], ["yes", true], ["True", true], ["0", false]] as const) {
  Deno.test(`isSwitchedOn() is ${isOn} for ${value}`, () =>
    withEnvironment({ HF_HUB_OFFLINE: value }, () => {
      assertEquals(isSwitchedOn("HF_HUB_OFFLINE"), isOn);
      return Promise.resolve();
    }));
}

Deno.test("homeFolder() reads HOME, then USERPROFILE", async () => {
  const homes: (string | undefined)[] = [];
  for (const variables of [{ HOME: "/a", USERPROFILE: "/b" }, { USERPROFILE: "/b" }, {}]) {
    await withEnvironment({ ...variables }, () => Promise.resolve(homes.push(homeFolder())));
  }
  assertEquals(homes, ["/a", "/b", undefined]);
});

Deno.test("readTextIfPermitted() reads a file, and nothing for a missing one or a folder", async () => {
  await using folder = new TempFolder();
  await Deno.writeTextFile(`${folder.path}/token`, " secret\n");
  assertEquals(await readTextIfPermitted(`${folder.path}/token`), "secret");
  assertEquals(await readTextIfPermitted(`${folder.path}/none`), undefined);
  assertEquals(await readTextIfPermitted(folder.path), undefined);
});

Deno.test({
  name: "isGranted() does not ask for a permission that is not granted",
  permissions: { read: false },
  fn: async () => {
    assertEquals(isGranted({ name: "read", path: "/etc/hostname" }), false);
    assertEquals(await readTextIfPermitted("/etc/hostname"), undefined);
  },
});
