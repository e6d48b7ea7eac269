// AssemblyScript, built by tools/build_kernels.ts into src/numeric/product_bytes.ts.

/**
 * C = A x B in single precision: A is rows x depth, B depth x columns, C rows x columns, all row-major.
 * `rows` is a multiple of 4, `columns` of 8: a tile of 4 x 8 sums stays in eight registers while it walks
 * down B, and reads both operands in sequence.
 */
export function product(a: usize, b: usize, c: usize, rows: i32, depth: i32, columns: i32): void {
  const rowBytes = <usize> depth << 2;
  const columnBytes = <usize> columns << 2;
  for (let i = 0; i < rows; i += 4) {
    const a0 = a + <usize> i * rowBytes;
    const a1 = a0 + rowBytes;
    const a2 = a1 + rowBytes;
    const a3 = a2 + rowBytes;
    for (let j = 0; j < columns; j += 8) {
      let s00 = f32x4.splat(0);
      let s01 = s00;
      let s10 = s00;
      let s11 = s00;
      let s20 = s00;
      let s21 = s00;
      let s30 = s00;
      let s31 = s00;
      let right = b + (<usize> j << 2);
      for (let k: usize = 0; k < rowBytes; k += 4) {
        const r0 = v128.load(right);
        const r1 = v128.load(right, 16);
        let left = v128.load32_splat(a0 + k);
        s00 = f32x4.add(s00, f32x4.mul(left, r0));
        s01 = f32x4.add(s01, f32x4.mul(left, r1));
        left = v128.load32_splat(a1 + k);
        s10 = f32x4.add(s10, f32x4.mul(left, r0));
        s11 = f32x4.add(s11, f32x4.mul(left, r1));
        left = v128.load32_splat(a2 + k);
        s20 = f32x4.add(s20, f32x4.mul(left, r0));
        s21 = f32x4.add(s21, f32x4.mul(left, r1));
        left = v128.load32_splat(a3 + k);
        s30 = f32x4.add(s30, f32x4.mul(left, r0));
        s31 = f32x4.add(s31, f32x4.mul(left, r1));
        right += columnBytes;
      }
      let out = c + <usize> i * columnBytes + (<usize> j << 2);
      v128.store(out, s00);
      v128.store(out, s01, 16);
      out += columnBytes;
      v128.store(out, s10);
      v128.store(out, s11, 16);
      out += columnBytes;
      v128.store(out, s20);
      v128.store(out, s21, 16);
      out += columnBytes;
      v128.store(out, s30);
      v128.store(out, s31, 16);
    }
  }
}
