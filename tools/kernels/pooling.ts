// AssemblyScript, built by tools/build_kernels.ts into src/model/pooling_bytes.ts.
//
// Means of the rows of a table. Texts lie in scratch memory, whose layout is that of
// src/model/kernel_pooler.ts; the table may lie anywhere. Sums have `stride` lanes, the columns rounded up
// to 16, so that no loop has a remainder: what is read past the end of a row is cleared before it counts.

/** Rows summed in single precision before the sum goes to the totals; 256 int8 values fit 16 bits. */
const BLOCK_BYTES: usize = 256 << 2;

/** Element types of a table. */
const SINGLE = 0;
const HALF = 1;
const BYTE = 2;
const DOUBLE = 3;

/**
 * What moves a half's bits up by 13, the even halves of a vector or the odd ones, and those bits: sign, exponent
 * and fraction of a single. Variables, since V8 makes a constant again in every turn of a loop, at twice the time.
 */
let moveEven: i32 = 0;
let moveOdd: i32 = 0;
let halfBits: i32 = 0;

/** A half whose bits were moved counts 2^-112 of its value. */
const HALF_UNIT: f32 = 5.192296858534828e33;

/** Of which weights take 2^64, so that products of small ones do not leave the range of single precision. */
const WEIGHT_UNIT: f32 = 1.8446744073709552e19;

let elementType = SINGLE;
let table: usize = 0;
let columns: usize = 0;
let rowBytes: usize = 0;
let stride: usize = 0;

/**
 * Scratch memory: row numbers, one factor for each, the end of each text; a block's sums in single precision
 * and in 16 bits, totals in double precision; results.
 */
let rows: usize = 0;
let factors: usize = 0;
let ends: usize = 0;
let sums: usize = 0;
let levels: usize = 0;
let totals: usize = 0;
let vectors: usize = 0;

export function setTable(type: i32, start: usize, columnCount: usize, elementBytes: usize): void {
  moveEven = 1 << 13;
  moveOdd = moveEven << 16;
  halfBits = 0x8fffe000;
  elementType = type;
  table = start;
  columns = columnCount;
  rowBytes = columnCount * elementBytes;
  stride = (columnCount + 15) & ~15;
}

export function setScratch(
  rowsAt: usize,
  factorsAt: usize,
  endsAt: usize,
  sumsAt: usize,
  levelsAt: usize,
  totalsAt: usize,
  vectorsAt: usize,
): void {
  rows = rowsAt;
  factors = factorsAt;
  ends = endsAt;
  sums = sumsAt;
  levels = levelsAt;
  totals = totalsAt;
  vectors = vectorsAt;
}

/** The mean of each text's rows, or their sum scaled to length 1; `ends` counts rows from the first text on. */
export function means(texts: i32, isWeighted: bool, isNormalized: bool): void {
  let start = rows;
  let vector = vectors;
  for (let text = 0; text < texts; text++) {
    const end = rows + (<usize> load<u32>(ends + (<usize> text << 2)) << 2);
    if (elementType != DOUBLE && end - start <= BLOCK_BYTES) {
      sumBlock(start, end, vector, isWeighted);
    } else {
      memory.fill(totals, 0, stride << 3);
      addTotals(start, end, isWeighted);
      roundTotals(vector);
    }
    finish(vector, <f64> ((end - start) >> 2), isNormalized);
    start = end;
    vector += stride << 2;
  }
}

/** Starts on a text of more rows than fit. */
export function beginText(): void {
  memory.fill(totals, 0, stride << 3);
}

/** Adds the first rows. */
export function continueText(count: usize, isWeighted: bool): void {
  addTotals(rows, rows + (count << 2), isWeighted);
}

/** Ends the text: the first vector is its mean over `count` rows, or has length 1. */
export function endText(count: f64, isNormalized: bool): void {
  roundTotals(vectors);
  finish(vectors, count, isNormalized);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function rowOf(place: usize): usize {
  return table + <usize> load<u32>(place) * rowBytes;
}

function sumBlock(start: usize, end: usize, vector: usize, isWeighted: bool): void {
  memory.fill(vector, 0, stride << 2);
  if (elementType == SINGLE) {
    if (isWeighted) addWeightedSingles(start, end, vector);
    else addSingles(start, end, vector);
  } else if (elementType == HALF) {
    if (isWeighted) addWeightedHalves(start, end, vector);
    else addHalves(start, end, vector);
    joinHalves(vector, isWeighted ? HALF_UNIT / WEIGHT_UNIT : HALF_UNIT);
  } else if (isWeighted) {
    addWeightedBytes(start, end, vector);
  } else {
    addBytes(start, end, vector);
  }
}

function addTotals(start: usize, end: usize, isWeighted: bool): void {
  if (elementType == DOUBLE) {
    addDoubles(start, end, isWeighted);
    return;
  }
  for (; start < end; start += BLOCK_BYTES) {
    sumBlock(start, min(start + BLOCK_BYTES, end), sums, isWeighted);
    let total = totals;
    for (let d: usize = 0; d < stride << 2; d += 8, total += 16) {
      const pair = f64x2.promote_low_f32x4(v128.load64_zero(sums + d));
      v128.store(total, f64x2.add(v128.load(total), pair));
    }
  }
}

function roundTotals(vector: usize): void {
  let total = totals;
  for (let d: usize = 0; d < stride << 2; d += 4, total += 8) {
    store<f32>(vector + d, <f32> load<f64>(total));
  }
}

function finish(vector: usize, count: f64, isNormalized: bool): void {
  const end = vector + (stride << 2);
  memory.fill(vector + (columns << 2), 0, (stride - columns) << 2);
  const divisor = isNormalized ? norm(vector, end) : count;
  if (divisor == 0) return;
  if (divisor < 1e-30) {
    // Beyond the range of single precision, or of its reciprocals.
    for (; vector < end; vector += 4) store<f32>(vector, <f32> (<f64> load<f32>(vector) / divisor));
  } else if (isNormalized) {
    const factor = f32x4.splat(<f32> (1 / divisor));
    for (; vector < end; vector += 16) v128.store(vector, f32x4.mul(v128.load(vector), factor));
  } else {
    const counts = f32x4.splat(<f32> divisor);
    for (; vector < end; vector += 16) v128.store(vector, f32x4.div(v128.load(vector), counts));
  }
}

function norm(vector: usize, end: usize): f64 {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (let at = vector; at < end; at += 64) {
    const p = v128.load(at);
    const q = v128.load(at, 16);
    const r = v128.load(at, 32);
    const s = v128.load(at, 48);
    a = f32x4.add(a, f32x4.mul(p, p));
    b = f32x4.add(b, f32x4.mul(q, q));
    c = f32x4.add(c, f32x4.mul(r, r));
    d = f32x4.add(d, f32x4.mul(s, s));
  }
  a = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  const low = <f64> f32x4.extract_lane(a, 0) + <f64> f32x4.extract_lane(a, 1);
  const square = low + <f64> f32x4.extract_lane(a, 2) + <f64> f32x4.extract_lane(a, 3);
  return square > 1e-20 && square < 1e30 ? sqrt<f64>(square) : wideNorm(vector, end);
}

/** The norm where squares may leave the range of single precision. */
function wideNorm(vector: usize, end: usize): f64 {
  let square: f64 = 0;
  for (; vector < end; vector += 4) {
    const value = <f64> load<f32>(vector);
    square += value * value;
  }
  return sqrt<f64>(square);
}

// One loop for each element type: four rows at a time, each read once from end to end, the sum kept in
// the result.

function addSingles(start: usize, end: usize, vector: usize): void {
  for (; start + 16 <= end; start += 16) {
    const a = rowOf(start);
    const b = rowOf(start + 4);
    const c = rowOf(start + 8);
    const e = rowOf(start + 12);
    for (let d: usize = 0; d < stride << 2; d += 16) {
      const ab = f32x4.add(v128.load(a + d), v128.load(b + d));
      const ce = f32x4.add(v128.load(c + d), v128.load(e + d));
      v128.store(vector + d, f32x4.add(v128.load(vector + d), f32x4.add(ab, ce)));
    }
  }
  for (; start < end; start += 4) {
    const a = rowOf(start);
    for (let d: usize = 0; d < stride << 2; d += 16) {
      v128.store(vector + d, f32x4.add(v128.load(vector + d), v128.load(a + d)));
    }
  }
}

function addWeightedSingles(start: usize, end: usize, vector: usize): void {
  for (let factor = factors + (start - rows); start < end; start += 4, factor += 4) {
    const a = rowOf(start);
    const weight = v128.load32_splat(factor);
    for (let d: usize = 0; d < stride << 2; d += 16) {
      const weighted = f32x4.mul(v128.load(a + d), weight);
      v128.store(vector + d, f32x4.add(v128.load(vector + d), weighted));
    }
  }
}

/**
 * The halves of even or of odd columns, as singles of 2^-112 of their values: subnormal halves become subnormal
 * singles. The sum of products of a half with 2^13, its neighbour with 0, is a shift for which there are free
 * units.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
function singles(halves: v128, move: v128, bits: v128): v128 {
  return v128.and(i32x4.dot_i16x8_s(halves, move), bits);
}

function addHalves(start: usize, end: usize, vector: usize): void {
  const even = i32x4.splat(moveEven);
  const odd = i32x4.splat(moveOdd);
  const bits = i32x4.splat(halfBits);
  for (; start + 16 <= end; start += 16) {
    const a = rowOf(start);
    const b = rowOf(start + 4);
    const c = rowOf(start + 8);
    const e = rowOf(start + 12);
    let sum = vector;
    for (let d: usize = 0; d < stride << 1; d += 16, sum += 32) {
      const p = v128.load(a + d);
      const q = v128.load(b + d);
      const r = v128.load(c + d);
      const s = v128.load(e + d);
      const evens = f32x4.add(
        f32x4.add(singles(p, even, bits), singles(q, even, bits)),
        f32x4.add(singles(r, even, bits), singles(s, even, bits)),
      );
      v128.store(sum, f32x4.add(v128.load(sum), evens));
      const odds = f32x4.add(
        f32x4.add(singles(p, odd, bits), singles(q, odd, bits)),
        f32x4.add(singles(r, odd, bits), singles(s, odd, bits)),
      );
      v128.store(sum, f32x4.add(v128.load(sum, 16), odds), 16);
    }
  }
  for (; start < end; start += 4) {
    const a = rowOf(start);
    let sum = vector;
    for (let d: usize = 0; d < stride << 1; d += 16, sum += 32) {
      const p = v128.load(a + d);
      v128.store(sum, f32x4.add(v128.load(sum), singles(p, even, bits)));
      v128.store(sum, f32x4.add(v128.load(sum, 16), singles(p, odd, bits)), 16);
    }
  }
}

function addWeightedHalves(start: usize, end: usize, vector: usize): void {
  const even = i32x4.splat(moveEven);
  const odd = i32x4.splat(moveOdd);
  const bits = i32x4.splat(halfBits);
  for (let factor = factors + (start - rows); start < end; start += 4, factor += 4) {
    const a = rowOf(start);
    const weight = f32x4.splat(load<f32>(factor) * WEIGHT_UNIT);
    let sum = vector;
    for (let d: usize = 0; d < stride << 1; d += 16, sum += 32) {
      const p = v128.load(a + d);
      v128.store(sum, f32x4.add(v128.load(sum), f32x4.mul(singles(p, even, bits), weight)));
      v128.store(sum, f32x4.add(v128.load(sum, 16), f32x4.mul(singles(p, odd, bits), weight)), 16);
    }
  }
}

/** Puts sums of even and of odd columns in their order, and scales them to their values. */
function joinHalves(vector: usize, scale: f32): void {
  const unit = f32x4.splat(scale);
  for (const end = vector + (stride << 2); vector < end; vector += 32) {
    const evens = f32x4.mul(v128.load(vector), unit);
    const odds = f32x4.mul(v128.load(vector, 16), unit);
    v128.store(vector, v128.shuffle<f32>(evens, odds, 0, 4, 1, 5));
    v128.store(vector, v128.shuffle<f32>(evens, odds, 2, 6, 3, 7), 16);
  }
}

/** Sums of at most a block of rows are exact in 16 bits, and in single precision. */
function addBytes(start: usize, end: usize, vector: usize): void {
  memory.fill(levels, 0, stride << 1);
  for (; start + 16 <= end; start += 16) {
    const a = rowOf(start);
    const b = rowOf(start + 4);
    const c = rowOf(start + 8);
    const e = rowOf(start + 12);
    let sum = levels;
    for (let d: usize = 0; d < stride; d += 16, sum += 32) {
      const p = v128.load(a + d);
      const q = v128.load(b + d);
      const r = v128.load(c + d);
      const s = v128.load(e + d);
      const low = i16x8.add(
        i16x8.add(i16x8.extend_low_i8x16_s(p), i16x8.extend_low_i8x16_s(q)),
        i16x8.add(i16x8.extend_low_i8x16_s(r), i16x8.extend_low_i8x16_s(s)),
      );
      v128.store(sum, i16x8.add(v128.load(sum), low));
      const high = i16x8.add(
        i16x8.add(i16x8.extend_high_i8x16_s(p), i16x8.extend_high_i8x16_s(q)),
        i16x8.add(i16x8.extend_high_i8x16_s(r), i16x8.extend_high_i8x16_s(s)),
      );
      v128.store(sum, i16x8.add(v128.load(sum, 16), high), 16);
    }
  }
  for (; start < end; start += 4) {
    const a = rowOf(start);
    let sum = levels;
    for (let d: usize = 0; d < stride; d += 16, sum += 32) {
      const p = v128.load(a + d);
      v128.store(sum, i16x8.add(v128.load(sum), i16x8.extend_low_i8x16_s(p)));
      v128.store(sum, i16x8.add(v128.load(sum, 16), i16x8.extend_high_i8x16_s(p)), 16);
    }
  }
  let sum = levels;
  for (const last = vector + (stride << 2); vector < last; vector += 32, sum += 16) {
    const low = i32x4.extend_low_i16x8_s(v128.load(sum));
    const high = i32x4.extend_high_i16x8_s(v128.load(sum));
    v128.store(vector, f32x4.convert_i32x4_s(low));
    v128.store(vector, f32x4.convert_i32x4_s(high), 16);
  }
}

function addWeightedBytes(start: usize, end: usize, vector: usize): void {
  for (let factor = factors + (start - rows); start < end; start += 4, factor += 4) {
    const a = rowOf(start);
    const weight = v128.load32_splat(factor);
    let sum = vector;
    for (let d: usize = 0; d < stride; d += 8, sum += 32) {
      const p = v128.load8x8_s(a + d);
      const low = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(p));
      const high = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(p));
      v128.store(sum, f32x4.add(v128.load(sum), f32x4.mul(low, weight)));
      v128.store(sum, f32x4.add(v128.load(sum, 16), f32x4.mul(high, weight)), 16);
    }
  }
}

function addDoubles(start: usize, end: usize, isWeighted: bool): void {
  for (let factor = factors + (start - rows); start < end; start += 4, factor += 4) {
    const a = rowOf(start);
    const weight = f64x2.splat(isWeighted ? <f64> load<f32>(factor) : 1);
    for (let d: usize = 0; d < stride << 3; d += 16) {
      const weighted = f64x2.mul(v128.load(a + d), weight);
      v128.store(totals + d, f64x2.add(v128.load(totals + d), weighted));
    }
  }
}
