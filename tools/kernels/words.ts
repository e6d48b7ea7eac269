// AssemblyScript, built by tools/build_kernels.ts into src/tokenizer/memory/words_bytes.ts.

// Addresses in a memory of zeros. src/tokenizer/memory/word_kernel.ts explains and fills those exported.
export const CLASS_ROWS: usize = 0;
export const CLASS_COLUMNS: usize = 16;
export const CASE_BIT: usize = 32;
export const STOP: usize = 48;
export const LEARNED_IDS: usize = 64;
export const TEXT: usize = 1024;
export const TEXT_BYTES: usize = 24_576;
export const IDS: usize = 36_864;

/** Sixteen bytes of zeros and sixteen of ones: what comes after a word of `length` is at `16 - length`. */
const PADDING: usize = 128;
/** Vectors of one byte sixteen times: V8 would make constants anew in each round of a loop. */
const LOW_HALF: usize = 160;
const BEFORE_A: usize = 176;
const AFTER_Z: usize = 192;
const SPACES: usize = 208;
/** The bits of classes without those of separators. */
const NO_SEPARATOR: usize = 224;
/** By byte of the text, a bit that says whether a word starts, or ends, before it. */
const STARTS: usize = 28_672;
const ENDS: usize = 33_600;

/** An open-addressed table of the numbers of entries, of two bytes each; zero is a free place. */
const INDEX: usize = 786_432;
const PLACE_COUNT: usize = 65_536;
const WORD_LIMIT: usize = PLACE_COUNT / 2;
/**
 * The entries in the order in which they came, so that frequent words are close together. An entry is a word
 * of 16 bytes, three ids, and their size in bytes with the bit `TAKEN`. Those of longer words, or with more
 * ids, have the bit `DOUBLE`, and behind that the other 16 bytes of the word and four ids; they count as two.
 *
 * Words are filled up with 0xff, which UTF-8 does not have, so that equal bytes are equal words.
 */
const ENTRIES: usize = INDEX + 2 * PLACE_COUNT;
const ENTRY_BYTES: usize = 32;
const ENTRY_LIMIT: usize = 65_536;
export const MEMORY_BYTES: usize = ENTRIES + ENTRY_LIMIT * ENTRY_BYTES;
const FIRST_IDS: usize = 16;
const SIZE: usize = 28;
const TAIL: usize = 32;
const MORE_IDS: usize = 48;
const TAKEN: u32 = 1;
const DOUBLE: u32 = 2;
const FLAGS: u32 = TAKEN | DOUBLE;
/** Words that collide on purpose must not make lookups long; by chance none gets this far. */
const PROBE_LIMIT: i32 = 64;

const SPACE: i8 = 0x20;

let wordCount: usize = 0;
/** The number of the next entry: none has the number 0, which stands for a word of sixteen zeros that is free. */
let nextEntry: usize = 1;

/** Takes a new memory over. */
export function prepare(): void {
  v128.store(PADDING, i8x16.splat(-1), 16);
  v128.store(LOW_HALF, i8x16.splat(0x0f));
  v128.store(BEFORE_A, i8x16.splat(0x40));
  v128.store(AFTER_Z, i8x16.splat(0x5b));
  v128.store(SPACES, i8x16.splat(SPACE));
  v128.store(NO_SEPARATOR, i8x16.splat(0x3f));
}

/**
 * Finds the words of a text, each a run of bytes without a class or one that is no separator, folds the case
 * of ASCII letters, and goes on as `readFrom` does.
 */
export function readWords(length: usize): usize {
  const rows = v128.load(CLASS_ROWS);
  const columns = v128.load(CLASS_COLUMNS);
  const caseBit = v128.load(CASE_BIT);
  const low = v128.load(LOW_HALF);
  const beforeA = v128.load(BEFORE_A);
  const afterZ = v128.load(AFTER_Z);
  const noSeparator = v128.load(NO_SEPARATOR);
  pad(TEXT + length, v128.load(SPACES));
  let wasWord: u64 = 0;
  let wasSingle: u64 = 0;
  for (let block: usize = 0; block <= length; block += 64) {
    const at = TEXT + block;
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    v128.store(at, fold(a, beforeA, afterZ, caseBit));
    v128.store(at, fold(b, beforeA, afterZ, caseBit), 16);
    v128.store(at, fold(c, beforeA, afterZ, caseBit), 32);
    v128.store(at, fold(d, beforeA, afterZ, caseBit), 48);
    const classA = classOf(a, rows, columns, low);
    const classB = classOf(b, rows, columns, low);
    const classC = classOf(c, rows, columns, low);
    const classD = classOf(d, rows, columns, low);
    const words = zeros(classA, classB, classC, classD);
    const singles = ~words & ~zeros(
      v128.and(classA, noSeparator),
      v128.and(classB, noSeparator),
      v128.and(classC, noSeparator),
      v128.and(classD, noSeparator),
    );
    const afterWord = words << 1 | wasWord;
    store<u64>(STARTS + (block >> 3), words & ~afterWord | singles);
    store<u64>(ENDS + (block >> 3), afterWord & ~words | singles << 1 | wasSingle);
    wasWord = words >> 63;
    wasSingle = singles >> 63;
  }
  return readFrom(0, length);
}

/** Finds the chunks of a text, which start before each single space between two bytes with a class, and goes on. */
export function readChunks(length: usize): usize {
  const rows = v128.load(CLASS_ROWS);
  const columns = v128.load(CLASS_COLUMNS);
  const low = v128.load(LOW_HALF);
  const spaces = v128.load(SPACES);
  pad(TEXT + length, i8x16.splat(0));
  pad(TEXT + length + 64, i8x16.splat(0));
  let wasPlain: u64 = 0;
  let nextPlain = ~withoutClass(TEXT, rows, columns, low);
  for (let block: usize = 0; block <= length; block += 64) {
    const at = TEXT + block;
    const plain = nextPlain;
    nextPlain = ~withoutClass(at + 64, rows, columns, low);
    const cuts = (plain << 1 | wasPlain) & (plain >> 1 | nextPlain << 63) & zeros(
      v128.xor(v128.load(at), spaces),
      v128.xor(v128.load(at, 16), spaces),
      v128.xor(v128.load(at, 32), spaces),
      v128.xor(v128.load(at, 48), spaces),
    );
    store<u64>(STARTS + (block >> 3), cuts);
    store<u64>(ENDS + (block >> 3), cuts);
    wasPlain = plain >> 63;
  }
  store<u8>(STARTS, load<u8>(STARTS) | <u8> (length != 0));
  const last = ENDS + (length >> 3);
  store<u8>(last, load<u8>(last) | <u8> 1 << <u8> (length & 7));
  return readFrom(0, length);
}

/** Fills 64 bytes. */
// @ts-ignore: decorator
@inline
function pad(at: usize, bytes: v128): void {
  v128.store(at, bytes);
  v128.store(at, bytes, 16);
  v128.store(at, bytes, 32);
  v128.store(at, bytes, 48);
}

// @ts-ignore: decorator
@inline
function fold(bytes: v128, beforeA: v128, afterZ: v128, caseBit: v128): v128 {
  const isCapital = v128.and(i8x16.gt_s(bytes, beforeA), i8x16.gt_s(afterZ, bytes));
  return v128.or(bytes, v128.and(isCapital, caseBit));
}

/** Zero for bytes without a class, among them all that are not ASCII. */
// @ts-ignore: decorator
@inline
function classOf(bytes: v128, rows: v128, columns: v128, low: v128): v128 {
  const row = i8x16.swizzle(rows, v128.and(i16x8.shr_u(bytes, 4), low));
  return v128.and(row, i8x16.swizzle(columns, v128.and(bytes, low)));
}

// @ts-ignore: decorator
@inline
function withoutClass(at: usize, rows: v128, columns: v128, low: v128): u64 {
  return zeros(
    classOf(v128.load(at), rows, columns, low),
    classOf(v128.load(at, 16), rows, columns, low),
    classOf(v128.load(at, 32), rows, columns, low),
    classOf(v128.load(at, 48), rows, columns, low),
  );
}

/** Which of 64 bytes are zero. */
// @ts-ignore: decorator
@inline
function zeros(a: v128, b: v128, c: v128, d: v128): u64 {
  return <u64> <u32> (zerosOf(a) | zerosOf(b) << 16) | <u64> <u32> (zerosOf(c) | zerosOf(d) << 16) << 32;
}

// @ts-ignore: decorator
@inline
function zerosOf(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0)));
}

/** Writes the ids of the words from a place on, up to one that is not known. Returns how many ids. */
export function readFrom(from: usize, length: usize): usize {
  let block = from & ~63;
  let starts = load<u64>(STARTS + (block >> 3)) & ~(<u64> 0) << <u64> from;
  let ids = IDS;
  while (true) {
    while (starts == 0) {
      block += 64;
      if (block >= length) return stop(length, length, ids);
      starts = load<u64>(STARTS + (block >> 3));
    }
    const start = block + <usize> ctz(starts);
    const wordLength = lengthFrom(start);
    const at = TEXT + start;
    const key = keyOf(at, wordLength);
    let entry = entryAt(homeOf(hashOf(key)));
    let size = load<u32>(entry, SIZE);
    if (wordLength > 16 || (size & FLAGS) != TAKEN || !isEqual(v128.load(entry), key)) {
      entry = findEntry(at, wordLength);
      if (entry == 0) return stop(start, endAfter(start), ids);
      size = load<u32>(entry, SIZE);
    }
    v128.store(ids, v128.load(entry, FIRST_IDS));
    if (size & DOUBLE) v128.store(ids, v128.load(entry, MORE_IDS), 12);
    ids += size & ~FLAGS;
    starts &= starts - 1;
  }
}

/** Length of the word that starts at a place; something above 56 for longer words. */
// @ts-ignore: decorator
@inline
function lengthFrom(start: usize): usize {
  const from = start + 1;
  return 1 + <usize> ctz(load<u64>(ENDS + (from >> 3)) >> <u64> (from & 7));
}

/** Where the word ends that starts at a place. */
function endAfter(start: usize): usize {
  const from = start + 1;
  let block = from & ~63;
  let ends = load<u64>(ENDS + (block >> 3)) & ~(<u64> 0) << <u64> from;
  while (ends == 0) ends = load<u64>(ENDS + ((block += 64) >> 3));
  return block + <usize> ctz(ends);
}

/** Says where reading stopped. */
// @ts-ignore: decorator
@inline
function stop(start: usize, end: usize, ids: usize): usize {
  store<u32>(STOP, <u32> start);
  store<u32>(STOP, <u32> end, 4);
  return (ids - IDS) >> 2;
}

/** Finds the entry of a word; 0 if there is none. */
function findEntry(at: usize, length: usize): usize {
  if (length > 32) return 0;
  const key = keyOf(at, length);
  const tail = tailOf(at, length);
  let place = homeOf(length > 16 ? hashOf(key) + hashOfTail(tail) : hashOf(key));
  for (let probe = 0; probe < PROBE_LIMIT && load<u16>(place) != 0; probe++) {
    const entry = entryAt(place);
    if (isEqual(v128.load(entry), key)) {
      const isDouble = load<u32>(entry, SIZE) & DOUBLE;
      if (isDouble ? isEqual(v128.load(entry, TAIL), tail) : length <= 16) return entry;
    }
    place = nextPlace(place);
  }
  return 0;
}

/**
 * Remembers `count` ids, at most seven, of the word where reading stopped, unless it is longer than 32 bytes.
 * When the memory is full, everything is forgotten.
 */
export function learnWord(count: usize): void {
  const start = <usize> load<u32>(STOP);
  const length = <usize> load<u32>(STOP, 4) - start;
  if (length > 32) return;
  if (wordCount == WORD_LIMIT || nextEntry + 2 > ENTRY_LIMIT) {
    memory.fill(INDEX, 0, 2 * PLACE_COUNT);
    wordCount = 0;
    nextEntry = 1;
  }
  const key = keyOf(TEXT + start, length);
  const tail = tailOf(TEXT + start, length);
  let place = homeOf(length > 16 ? hashOf(key) + hashOfTail(tail) : hashOf(key));
  for (let probe = 1; load<u16>(place) != 0; probe++) {
    if (probe == PROBE_LIMIT) return;
    place = nextPlace(place);
  }
  store<u16>(place, <u16> nextEntry);
  const entry = entryAt(place);
  const isDouble = length > 16 || count > 3;
  v128.store(entry, key);
  v128.store(entry, v128.load(LEARNED_IDS), FIRST_IDS);
  store<u32>(entry, <u32> (count << 2) | (isDouble ? FLAGS : TAKEN), SIZE);
  if (isDouble) {
    v128.store(entry, tail, TAIL);
    v128.store(entry, v128.load(LEARNED_IDS, 12), MORE_IDS);
  }
  nextEntry += isDouble ? 2 : 1;
  wordCount++;
}

/** The first 16 bytes of a word. */
// @ts-ignore: decorator
@inline
function keyOf(at: usize, length: usize): v128 {
  return v128.or(v128.load(at), v128.load(PADDING + 16 - (length < 16 ? length : 16)));
}

/** The other 16 bytes. */
// @ts-ignore: decorator
@inline
function tailOf(at: usize, length: usize): v128 {
  return length > 16 ? keyOf(at + 16, length - 16) : i8x16.splat(-1);
}

// @ts-ignore: decorator
@inline
function hashOf(key: v128): u64 {
  return i64x2.extract_lane(key, 0) * 0x9e3779b97f4a7c15 + i64x2.extract_lane(key, 1) * 0xc2b2ae3d27d4eb4f;
}

// @ts-ignore: decorator
@inline
function hashOfTail(tail: v128): u64 {
  return i64x2.extract_lane(tail, 0) * 0x165667b19e3779f9 + i64x2.extract_lane(tail, 1) * 0xd6e8feb86659fd93;
}

/** The place where the search for a word begins. */
// @ts-ignore: decorator
@inline
function homeOf(hash: u64): usize {
  return INDEX + (<usize> (hash >> 48) << 1);
}

// @ts-ignore: decorator
@inline
function nextPlace(place: usize): usize {
  return place + 2 == ENTRIES ? INDEX : place + 2;
}

// @ts-ignore: decorator
@inline
function entryAt(place: usize): usize {
  return ENTRIES + <usize> load<u16>(place) * ENTRY_BYTES;
}

// @ts-ignore: decorator
@inline
function isEqual(a: v128, b: v128): bool {
  return !v128.any_true(v128.xor(a, b));
}

/** Counts the UTF-16 units of a part of the text. */
export function countUnits(start: usize, end: usize): usize {
  let count: usize = 0;
  for (let at = TEXT + start; at < TEXT + end; at++) {
    const byte = load<u8>(at);
    count += <usize> ((byte & 0xc0) != 0x80) + <usize> (byte >= 0xf0);
  }
  return count;
}
