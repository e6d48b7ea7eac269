/**
 * Sets of code points, as the Rust crates that the Python package `tokenizers` is built from know
 * them. They are written out because the engine's own `\p{...}` classes follow a newer Unicode:
 * a character that was assigned since then must keep counting as no mark and no punctuation here.
 *
 * A set is a list of ranges in base 36, separated by spaces: the distance from the end of the range
 * before, then, if the range holds more than one code point, `+` and how many follow the first.
 * `decodeRanges` in `unicode.ts` reads it.
 *
 * @module
 */

/** ASCII punctuation and category P: `is_punctuation` of `unicode_categories` 0.1.1. */
export const PUNCTUATION_RANGES: string =
  "x+e b+6 r+5 r+3 z 6 4 b+1 4 4 jj 9 cz+5 16+1 1g 2 3 3 19+1 l+1 2+1 e 3+1 23+3 2v 18+d 6i+2 " +
  "1j+e w 7a+1 b ao lg 2j b+1 4p+e 2 12+3 20 23+4 5+1 34+5 4s h1+8 48 h9+1 19+1 27+2 20+1 4e+2 " +
  "2+2 12+a 8q+1 61+1 3l+6 2+5 4t+6 4c+3 1o+4 1r+1 1t+7 c n1+n 9+j 2+c 2+b v+1 f+1 hm+3 u+1 " +
  "u6+d 28+1 w+9 b8+l 1s+3 x+1 l8+3 2+1 35 40+1a 2+i cf+2 5+9 3+b h d 2r 2j mwz+1 7i+2 2s b " +
  "38+5 al+3 2f+1 15+2 2 1e+1 1c 2q+c h+1 3h+3 3j+1 h+1 6y g2b+1 5t+9 n+y 2+d 2 5 2+1 46+2 2+5 " +
  "2+3 b+1 4+1 r+2 2 s 2 2+6 bf+2 il 1d bj ko 5k w 7l+8 13 35+6 1v+6 2i+3 x7+6 32+1 2+3 3j+3 " +
  "1d+1 28+4 4 e 2+2 2h+5 30 f1 6z+m 2y+2 6x+2 2lu+4 dtm+1 3q 1u+4 9 g2j 5wo+4";

/** Category Mn: `is_mark_nonspacing` of `unicode_categories` 0.1.1. */
export const NONSPACING_MARK_RANGES: string =
  "lc+33 7o+4 7e+18 2 2+1 2+1 2 21+a 1d+k h 2u+6 3+5 3+1 2+3 10 v+q 2k+a 1n+8 z+3 2+8 2+2 2+4 " +
  "18+2 3s+v 1k 2 5+7 5 4+6 b+1 u 1n 5+3 9 l+1 u+1 1m 5+1 5+1 3+2 4 v+1 4 c+1 1m 5+4 2+1 5 l+1 " +
  "u 1n 3 2+3 9 9 c+1 v 1q d 1f 1q+2 6+2 2+3 8+1 c+1 u 1n 3 7 6+1 l+1 u 1s+3 9 l+1 2v 8+2 2 2j " +
  "3+6 d+7 2r 3+5 2+1 c+5 23+1 s 2 2 1k+d 2+4 2+1 6+a 2+z a 2v+3 2+5 2+1 3+1 q+1 5+2 h+3 e 3+1 " +
  "7 g jk+2 qb+2 u+2 u+1 v+1 1t+1 2+6 9 3+a a 1a+2 4c 3b+2 5+1 a 7+2 64+1 3 1n 2+6 2 2 3+7 7+9 " +
  "3 1d+d 1v+3 1d 2+4 2 6 15+8 d+1 x+3 3+1 2+2 1l 2+1 4 2+2 1n+7 3+1 49+2 2+c 2+6 5 7 4+1 " +
  "5j+1h 7+3 k1+c 5 4+b 2db+2 3y 2p+v ff+3 30+1 n9x 5+9 x+1 29+1 7l 4 5 q+1 4e s+h 1h+7 q+a " +
  "1b+2 1d 3+3 3 15 1w+5 3+1 3+1 d 9 1c 1g 2+2 3+1 6+1 2 17+1 9 6n 3 5 fn5 ki+f h+f r2 6b 46+4 " +
  "1af+2 2+1 6+3 15+2 5 4m+1 10b 1j+e 1l+2 1e+3 3+1 1y+2 11+4 2+7 1r d+1 1h+8 c+2 2r+2 3 2+1 " +
  "4o 4+7 m+1 1n 4 12+6 4+4 8v+5 2 5+1 2+1 6n+3 7+1 2+1 s+1 2e+7 3 2+1 2z 2 3+5 2 2u+2 3+3 2+4 " +
  "gjp+4 1o+6 ux+3 f7v+1 43t+2 i+7 3+6 v+3 45+2 1j0+1i 5+1d 9 f n+4 2+e 2sh+6 gzl6+6n";

/** Category M: `is_combining_mark` of `unicode-normalization-alignments` 0.1.12, Unicode 9. */
export const MARK_RANGES: string =
  "lc+33 7o+6 7c+18 2 2+1 2+1 2 21+a 1d+k h 2u+6 3+5 3+1 2+3 10 v+q 2k+a 1n+8 z+3 2+8 2+2 2+4 " +
  "18+2 3d+d 2+w 1j+2 2+h 2+6 b+1 u+2 1l 2+6 3+1 3+2 a b+1 u+2 1l 2+4 5+1 3+2 4 v+1 4 c+2 1l " +
  "2+7 2+2 2+2 l+1 u+2 1l 2+6 3+1 3+2 9+1 b+1 v 1o+4 4+2 2+3 a 15+3 1n+6 2+2 2+3 8+1 c+1 u+2 " +
  "1l 2+6 2+2 2+3 8+1 c+1 u+2 1n+6 2+2 2+3 a b+1 v+1 1z 5+5 2 2+7 j+1 1q 3+6 d+7 2r 3+5 2+1 " +
  "c+5 23+1 s 2 2 5+1 1e+j 2+1 6+a 2+z a 2t+j o+3 5+2 2+2 3+6 4+3 e+b 2 b+3 jk+2 qb+2 u+2 u+1 " +
  "v+1 1t+v a 1a+2 3c+1 z 3b+b 5+b 64+4 1m+9 2+s 3 1d+e 1u+4 1c+g 13+8 d+2 v+c 1l+d 1d+j 49+2 " +
  "2+k 5 5+2 4+1 5j+1h 6+4 k1+w 2db+2 3y 2p+v ff+5 2y+1 n9x+3 2+9 x+1 29+1 7l 4 5 o+4 2h+1 " +
  "1f+h r+h 1h+7 q+c 19+3 1c+d 11 1w+d d 9+1 1a+2 1f 2+2 3+1 6+1 2 16+4 6+1 6l+7 2+1 fn5 ki+f " +
  "h+f r2 6b 46+4 1af+2 2+1 6+3 15+2 5 4m+1 10a+2 1i+e 1l+3 1a+a 1y+2 11+d 1r d+2 1d+d a+2 " +
  "2o+b 7 4h+b m+3 1l 2+6 3+1 3+2 a b+1 3+6 4+4 5d+h 2y+j 6k+6 3+8 s+1 2b+g 2z+c 2u+e zo+7 2+7 " +
  "2b+l 2+d fga+4 1o+6 t7+19 h+3 f7v+1 43r+4 4+5 9+7 3+6 v+3 45+2 1j0+1i 5+1d 9 f n+4 2+e " +
  "11t+6 2+g 3+6 2+1 2+4 1pi+6 32+6 gzhy+6n";

/** Combining class other than 0: `unicode-normalization-alignments` 0.1.12, Unicode 9. */
export const NONSTARTER_RANGES: string =
  "lc+26 2+v 7o+4 7e+18 2 2+1 2+1 2 21+a 1d+k h 2u+6 3+5 3+1 2+3 10 v+q 4h+8 z+3 2+8 2+2 2+4 " +
  "18+2 3d+d 2+s 1p h 4+3 2w h 33 h 33 h 33 h 3k 3k 8+1 2u h 3k 3h 32+2 e+3 31+1 f+3 25+1 s 2 " +
  "2 1k+1 2 6+3 3 2+2 2+1 1r 35 2+1 2b k0+2 qd w 4e b 5o 40+2 64+1 20 l+7 3 1d+d 3b g 13+8 " +
  "1j+1 1n c+1 1w 49+2 2+c 2+6 5 7 4+1 5j+1h 6+4 k1+c 5 4+b 2db+2 3y 2p+v ff+5 2y+1 n9x 5+9 " +
  "x+1 29+1 7p 5a s+h 1m+2 12 2o d 6o 2+2 3+1 6+1 2 1h 6v fn5 le+f r2 6b 46+4 1ar 2 15+2 5 " +
  "4m+1 128 1l 1m+1 1y+2 1d+1 1r 25 a 2z+1 4z+1 2a h p+6 4+4 5q 4 3g+1 70+1 3j 3b+1 38 104 " +
  "fjl+4 1o+6 g2w 43r+4 4+5 9+7 3+6 v+3 45+2 2po+6 2+g 3+6 2+1 2+4 1pi+6 32+6";

/**
 * Code points that Unicode 9 had not assigned: no normalization form of `unicode-normalization-
 * alignments` 0.1.12 changes them or sees more in them than a character that stands alone.
 */
export const NEWER_RANGES: string =
  "oo+1 7+3 8 2 l b2 13+1 8 14 3+1 4 1k+7 s+4 6+a u 6p 1p+1 2u+d 1o+4 1b+1 g t+1 2+1s m 9+l 4x " +
  "9+1 3+1 n 8 2+2 5+1 a+1 3+1 5+7 2+3 3 6+1 n+4 4 7+3 3+1 n 8 3 3 3+1 2 6+3 3+1 4+2 2+6 5 2+6 " +
  "h+a 4 a 4 n 8 3 6+1 b 4 4+1 2+e 5+1 d+6 2+6 4 9+1 3+1 n 8 3 6+1 a+1 3+1 4+7 3+3 3 6+1 j+9 3 " +
  "7+2 4 5+2 3 2 3+2 3+2 4+2 d+3 6+2 4 5+1 2+5 2+d m+4 5 9 4 o h+2 9 4 5+6 3 4+4 5+1 b+7 d 9 4 " +
  "o b 6+1 a 4 5+6 3+6 2 5+1 b 3+d 4 9 4 16+1 9 4 7+3 h+1 r+1 3 j+2 p a 2+1 8+2 2+3 7 2 9+5 " +
  "b+1 4+b 1n+3 u+10 3 2+1 3 2+1 2+5 5 8 4 2 2+1 3 e 4+1 6 2 7+1 b+1 5+v 21 11+3 14 11 g e+10 " +
  "5j 2+4 2+1 ai 5+1 8 2 5+1 16 5+1 y 5+1 8 2 5+1 g 1m 5+1 1w+1 x+2 r+5 2f+1 7+1 im+2 2i+6 e " +
  "8+a o+8 l+b e 4 3+b 2n+1 b+5 b+5 g b+5 2h+7 18+4 1z+9 w d+3 d+3 2+2 17+1 6+a 19+3 r+5 c+2 " +
  "1r+1 1u u+1 c+5 b+5 f+1 g+1s 25+3 1a+2 39+7 1p+2 g+2 1p+1i 9+7 14 3+5 6v+4 7w+1 7+1 13+1 " +
  "7+1 9 2 2 2 w+1 1i g f+1 7 k+1 4 a 2u d+1 s e+2 w+g y+e 3x+3 hc 14+o c+k 1ed+1 x+1 z+2 d " +
  "9+p 5+f 1c 1c 45+4 1a 2+4 2+1 1l+6 3+d p+8 8 8 8 8 8 8 8 8 2u+1m r 2i+b 5z+p d+3 1t 2f+1 " +
  "2w+4 16+2 2n 18+4 11+b 1c 68 59z+9 g7r+15 we+2 1k+8 9p+j 55+7 4w 9+1q 1i+3 b+5 1l+7 1z+7 " +
  "d+5 v+1 2d+a v+2 27 c+3 y 1k+8 f+1 b+1 2w+n t+9 7+1 7+1 7+8 8 8 1j+9 3j+1 b+5 8md+b o+3 " +
  "1e+3 6sv+1 2z+11 8+b 6+4 r 6 2 3 3 3h+g a6+f 1t+1 1j+7 1b+1 r+5 1g k 5+3 6 3s+1 2 5b+2 7+1 " +
  "7+1 7+1 4+2 8 8+9 k r k 3 g+1 f+x 3g+4 4+3 1a+2 2h d+3 2+1a 1b+3l u+2 1e+e t+3 11+b s+4 " +
  "18+4 v 12+3 f+15 4f+1 b+5 11+3 11+3 15+7 1h+a 2+3z 8o+8 n+9 9+47 7+1 2 19 3+2 2+1 o 21+7 " +
  "a+1b k 3+4 y+2 s+4 2+1r 1l+3 l+1 1f 3+4 9 4 s+3 4+3 a+7 a+6 1t+v 14+3 d+8 1j+2 u+1 s+4 r+6 " +
  "5+b 8+27 22+1i 1g+c 1g+6 7+9r w+ao 27+3 v+e 1w+d q+6 b+5 1i f+b 14+8 27+1 h l+a j 19+1s 8 2 " +
  "5 g c+5 1o+4 b+5 5 9+1 3+1 n 8 3 6+1 a+1 3+1 4+1 2+5 2+4 8+1 8+2 6+3u 2j 2 2+x 21+7 b+4l " +
  "1j+1 13+x 1y+a b+5 e+i 1l+7 b+1h r+2 g+3 h+9r 2c+b 2+cf 1m+7a a 1a f+9 u+2 x+1 n f+nc pn+2t " +
  "34 6+a 5h+24b ts+34g g8+6ns fu+6 w b+3 3+2n v+1 7+9 1z+9 b 8 m+4 k+of 1y+a 1c+f i+1r 2+u " +
  "4q6+i l0+7bg 3+2d9 30+4 e+2 a+6 b+1 9+3tn 6v+9 14+1 5d+m 1z+55 2g+8 j+3x 2e 20 3+1 2+1 3+1 " +
  "5 d 2 8 1u 5+1 9 8 t 5 6 2+2 8 9h+1 85+1 jj+e 6 g+11r 8 i+1 8 3 6+1jo 5i+1 h+14 24+4 b+3 " +
  "3+wv 5 s 3 2+1 2 b 5 2 2+5 2+3 2 2 2 4 3 2+1 2 2 2 2 2 3 2+1 5 8 5 5 2 b i+4 4 6 i+1f 3+7h " +
  "19+3 2t+b g+1 g g 12+9 e+2 w 1p+3 1q+1k u+c 19+3 a+6 3+4t r8+c e+2 8+8 39+b 2e+16 d+3 1l+7 " +
  "b+5 15+7 v+2p g 9+7 2+1 d d+3 g+w j+19 2+18c wyi+14 37a+a 67+1 4g3+865 f3+15r 3+1ekd 3+1ekd " +
  "3+1ekd 3+1ekd 3+1ekd 3+1ekd 3+1ekd 3+1ekd 3+1ekd 3+1ekd 3+1ekd 3 2+t 2p+3j 6p+1e6l";

/**
 * Grapheme_Cluster_Break=Extend: `unicode-segmentation` 1.12.0, Unicode 16, as are the following.
 */
export const EXTEND_RANGES: string =
  "lc+33 7o+6 7c+18 2 2+1 2+1 2 21+a 1d+k h 2u+6 3+5 3+1 2+3 10 v+q 2k+a 1n+8 a p+3 2+8 2+2 " +
  "2+4 18+2 1o+8 17+n 2+v 1k 2 5+7 5 4+6 b+1 u 1n 2 3+3 9 a b+1 r 3+1 1m 5+1 5+1 3+2 4 v+1 4 " +
  "c+1 1m 5+4 2+1 5 l+1 n+5 2 1n 2+1 2+3 9 8+2 b+1 v 1o 2 d a 15 4 1k 2+2 6+2 2+3 8+1 c+1 u 1n " +
  "3+1 2 4+2 2+3 8+1 c+1 t+1 1m+1 2 3+3 9 a b+1 u 21 5 3+2 2 9 2a 3+6 d+7 2r 3+8 c+6 22+1 s 2 " +
  "2 1k+d 2+4 2+1 6+a 2+z a 2v+3 2+5 2+1 3+1 q+1 5+2 h+3 e 3+1 7 g jk+2 qb+3 t+2 u+1 v+1 1t+1 " +
  "2+6 9 3+a a 1a+2 2 3a+1 z 3b+2 5+1 a 7+2 64+1 3 1n 2+6 2 2 3+7 7+9 3 1d+u 1e+3 1d+9 5+2 " +
  "13+8 d+1 x+3 3+5 1l 2+1 4 2+4 1l+7 3+1 49+2 2+c 2+6 5 7 4+1 5j+1r el 5g+w 2db+2 3y 2p+v " +
  "ff+5 2y+1 n9x+3 2+9 x+1 29+1 7l 4 5 q+1 6 48+1 r+h e 13+7 q+a 2 19+2 1d 3+3 3+1 3 11 1w+5 " +
  "3+1 3+1 d 9 1c 1g 2+2 3+1 6+1 2 17+1 9 6n 3 5 fn5 ki+f h+f a7+1 gu 6b 46+4 1af+2 2+1 6+3 " +
  "15+2 5 4m+1 fy+3 1u+4 8u+1 28+3 1z+a 1e+3 3g 1j+e 16 3+1 b+2 1e+3 3+1 8 1q+2 11+4 2+7 1r " +
  "d+1 1h+8 2 9+3 3 2o+2 3+3 7 3 4e 4+7 m+1 1m+1 2 2 d a f+6 4+4 1w 3+5 2 3 2+2 5+2 2 f+1 2e+7 " +
  "3+2 2 o 2a 3+5 2 3 2+1 2+1 6k 3+3 7+1 2+1 s+1 2e+7 3 2+1 2z 2 3+7 2u 2 3+3 2+4 78+8 2+1 6u " +
  "b+3 5 41+3 3+1 5 x+9 15+5 3+3 9 a+5 3+2 1b+c 2+1 bb+6 2+5 2 2b+l 3+6 2+1 2+1 3f+5 4 2+1 2+6 " +
  "2 21+1 4 2 9o+1 c+1 1h+4 6+2 o 44m 7+e 8uh+b 4+2 1xd+4 1o+6 t5 1s+3 2a c+1 f58+1 3mq+19 3+m " +
  "f3+4 4+5 9+7 3+6 v+3 45+2 1j0+1i 5+1d 9 f n+4 2+e 11t+6 2+g 3+6 2+1 2+4 2t 4h+6 ag 1q+3 " +
  "e5+3 73+1 kh+6 32+6 241+4 gx7l+2n 3l+6n";

/** Grapheme_Cluster_Break=SpacingMark. */
export const SPACING_MARK_RANGES: string =
  "1s3 1k 3+2 9+3 2+1 1f+1 1o+1 7+1 3+1 1j 1n+2 1v 1n+2 9 2+1 1i+1 1p 7+1 3+1 37 2+1 4+2 2+2 " +
  "1h+2 1q+3 1q+1 1n 3 2+1 1b f+1 1o+1 6+2 2+2 1i+1 25+1 7+6 k+1 1s 3k 3v+1 1s 4y a+1 q+1 19 " +
  "1f6 8+7 2+1 9n+3 3+2 5+1 2+5 69+1 1n 2 m+5 42 1m+3 1t v 5+1 1s 3+2 2 1i+7 9+1 4s m rho+1 3 " +
  "2h+1 1f+f 3z 1d 1d+1 5+1 3+1 34+1 3+1 p 4e 3+1 6 6m+1 2+1 2+1 2 jro 2 3k 1a+2 5+1 38 p+1 1o " +
  "1d+2 a f 2m+2 4+1 4t+2 w+1 1o 2+3 3+1 3+1 m+1 2e+1 g 2+1 2w+2 9+1 4 30+1 7 2+1 2 3 6n+1 7+3 " +
  "3 36+2 9+1 2 32 2+1 33 8 7a+2 a 6x+4 2+1 8 2 3z+2 9+3 5 2d u+1 1r bc f 2z 8 3 5y+4 5+1 2 " +
  "9r+1 d 1d+1 9+1 d0r+2 2sl+1i";

/** Grapheme_Cluster_Break=Prepend. */
export const PREPEND_RANGES: string = "16o+5 60 1e ap+1 29 vg 1f8v g 6t+1 em 12m 2 6x 22+5 jh cc";

/** Grapheme_Cluster_Break=Control and LF. */
export const CONTROL_RANGES: string =
  "0+c 2+h 2o+w e 12n 3jm 1kt 3+1 p+6 1e+f 17yo 6p+b ab9+f qxt+3 440+7 h406+v 2p+3j 6p+2rz";

/** Grapheme_Cluster_Break=V. */
export const VOWEL_JAMO_RANGES: string = "3fk+1z 1349+m tjx 4+3";

/** Extended_Pictographic. */
export const PICTOGRAPHIC_RANGES: string =
  "4p 5 68e d 61 n 2j+5 g+1 a8+1 d 2o 1z q+a 5+2 5k 6g+1 b a 1n+3 2+5 2+b 2+35 b+39 3+a 2 2 7 " +
  "4 7 b+1 g 3 5 2 5+2 2 c+4 1a+2 a f f ad+1 cw+2 k+1 1g 5 yj d gq 2 2fzb+73 e+2 w 1p+5 d+1 f " +
  "3+9 j+1k s+e b l 3+8 2+3 a+c1 6+8t 9+7d 1d+3j 39+b 2e+16 d+3 1l+7 b+5 15+7 v+29 d+1a 2+9 " +
  "2+c8 75+sd";

/** Indic_Conjunct_Break=Consonant. */
export const CONSONANT_RANGES: string =
  "1sl+10 v+7 p+7 m+j 2+6 2 4+3 z+1 2 h+1 4k+j 2+6 2+1 2+4 1s s+j 2+6 2+1 2+4 z+1 2 i 4k+j 2+f " +
  "v+2 57+11";
