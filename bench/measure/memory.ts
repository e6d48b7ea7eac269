/**
 * How much memory a process has, in bytes.
 *
 * @module
 */

/** The memory of a process. */
export interface MemoryUse {
  /** Resident now; garbage that was not collected yet counts. */
  readonly resident: number;
  /** The most that was resident since it began: Linux keeps it, elsewhere the size now stands for it. */
  readonly peak: number;
}

/**
 * Gets ready to read the memory of this process.
 *
 * @returns What reads it. It can do so when the process has given permissions away.
 */
export function watchMemory(): () => MemoryUse {
  const status = Deno.build.os === "linux" ? Deno.openSync("/proc/self/status") : undefined;
  return () => {
    const resident = Deno.memoryUsage().rss;
    if (status === undefined) return { resident, peak: resident };
    const text = new Uint8Array(4_096);
    status.seekSync(0, Deno.SeekMode.Start);
    status.readSync(text);
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(new TextDecoder().decode(text))!;
    return { resident, peak: Number(kibibytes) * 1024 };
  };
}
