/**
 * Checks of values read from JSON, and the messages that refuse them. They know nothing of the fields of
 * a `tokenizer.json`: those are in `tokenizer_schema.ts`.
 *
 * @module
 */

/** Throws unless a value read from JSON has the form it stands for. */
export type JsonCheck = (value: unknown, path: string) => void;

/** What `JSON.parse` makes of an object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Above the largest vocabularies in use (about 1 million tokens) by a good margin: tables are made
 * as long as the largest id says, so a larger one would only claim memory.
 */
const ID_LIMIT = 2 ** 24;

/**
 * Checks for an object.
 *
 * @param value The value.
 * @param path Where it stands, for the message.
 * @throws {TypeError} If it is none.
 */
export function checkObject(value: unknown, path: string): asserts value is JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    refuse(value, path, "an object");
  }
}

/**
 * Checks for a boolean.
 *
 * @param value The value.
 * @param path Where it stands, for the message.
 * @throws {TypeError} If it is none.
 */
export function checkBoolean(value: unknown, path: string): void {
  if (typeof value !== "boolean") refuse(value, path, "true or false");
}

/**
 * Checks for a string.
 *
 * @param value The value.
 * @param path Where it stands, for the message.
 * @throws {TypeError} If it is none, or has lone surrogates, which no text can match.
 */
export function checkString(value: unknown, path: string): asserts value is string {
  if (typeof value !== "string") refuse(value, path, "a string");
  if (!value.isWellFormed()) refuse(value, path, "a string without lone surrogates");
}

/**
 * Checks for a count.
 *
 * @param value The value.
 * @param path Where it stands, for the message.
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is negative or has a fraction.
 */
export function checkCount(value: unknown, path: string): asserts value is number {
  if (typeof value !== "number") refuse(value, path, "a number");
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(
      `Cannot load tokenizer: "${path}" must be a non-negative integer, current value is ${value}`,
    );
  }
}

/**
 * Checks for a token's id.
 *
 * @param value The value.
 * @param path Where it stands, for the message.
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is no integer from 0 to 2 ** 24 - 1.
 */
export function checkId(value: unknown, path: string): asserts value is number {
  if (!isId(value)) refuseId(value, path);
}

/**
 * Tells whether a value can be a token's id.
 *
 * @param value The value.
 * @returns Whether it is an integer from 0 to 2 ** 24 - 1.
 */
export function isId(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < ID_LIMIT;
}

/**
 * Refuses a value that is no token's id.
 *
 * @param value The value.
 * @param path Where it stands.
 * @throws {TypeError} If it is no number.
 * @throws {RangeError} If it is one.
 */
export function refuseId(value: unknown, path: string): never {
  checkCount(value, path);
  throw new RangeError(
    `Cannot load tokenizer: "${path}" must be below ${ID_LIMIT}, current value is ${value}`,
  );
}

/**
 * Makes the check of a value that may be `null` or absent.
 *
 * @param check The check of any other value.
 * @returns The check.
 */
export function optional(check: JsonCheck): JsonCheck {
  return (value, path) => {
    if (value !== null && value !== undefined) check(value, path);
  };
}

/**
 * Makes the check of an array.
 *
 * @param check The check of each element.
 * @returns The check.
 */
export function arrayOf(check: JsonCheck): JsonCheck {
  return (value, path) => {
    if (!Array.isArray(value)) refuse(value, path, "an array");
    value.forEach((element, i) => check(element, `${path}[${i}]`));
  };
}

/**
 * Makes the check of an object with known fields; others are let through.
 *
 * @param fields The check of each field.
 * @returns The check.
 */
export function objectOf(fields: Readonly<Record<string, JsonCheck>>): JsonCheck {
  const checks = Object.entries(fields);
  return (value, path) => {
    checkObject(value, path);
    for (const [name, check] of checks) check(value[name], path === "" ? name : `${path}.${name}`);
  };
}

/** The check of each supported kind of a part, by the kind's name. */
export type Kinds = ReadonlyMap<string, JsonCheck>;

/**
 * Makes the check of a part that comes in kinds, told apart by its field `type`.
 *
 * @param part What the part is called in messages, such as `"normalizer"`.
 * @param kinds The check of each kind.
 * @returns The check.
 */
export function kindOf(part: string, kinds: Kinds): JsonCheck {
  return (value, path) => {
    checkObject(value, path);
    checkString(value["type"], `${path}.type`);
    checkKind(value, { part, path, kinds, type: value["type"] });
  };
}

/** What decides how a part is checked. */
export interface KindPlace {
  /** What the part is called in messages. */
  readonly part: string;
  /** Where it stands, for messages. */
  readonly path: string;
  /** The check of each kind. */
  readonly kinds: Kinds;
  /** Its kind. */
  readonly type: string;
}

/**
 * Longest path: room for some 250 sections inside each other, where Python's reader stops at 128. Deeper
 * ones would end in a stack overflow.
 */
const PATH_LIMIT = 4_096;

/**
 * Checks a part of a known kind.
 *
 * @param value The part.
 * @param place Its kind, and how it is checked.
 * @throws {TypeError} If the kind is not among those supported.
 * @throws {RangeError} If it lies too deep in other parts.
 */
export function checkKind(value: JsonObject, { part, path, kinds, type }: KindPlace): void {
  if (path.length > PATH_LIMIT) {
    throw new RangeError(
      `Cannot create ${part} of type ${JSON.stringify(type)}: it lies too deep in others, ` +
        `the limit is a path of ${PATH_LIMIT} characters`,
    );
  }
  const check = kinds.get(type);
  if (check === undefined) {
    const supported = Array.from(kinds.keys(), (kind) => JSON.stringify(kind)).join(", ");
    throw new TypeError(
      `Cannot create ${part} of type ${JSON.stringify(type)}: supported types are ${supported}`,
    );
  }
  check(value, path);
}

/**
 * Refuses a value.
 *
 * @param value The value.
 * @param path Where it stands.
 * @param need What would do.
 * @throws {TypeError} Always.
 */
export function refuse(value: unknown, path: string, need: string): never {
  const place = path === "" ? "the file" : `"${path}"`;
  throw new TypeError(
    `Cannot load tokenizer: ${place} must be ${need}, current value is ${describe(value)}`,
  );
}

function describe(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
