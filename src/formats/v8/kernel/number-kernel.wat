;; What takes longest of reading a V8 snapshot: lists of numbers with commas between, as `3,1204,8519`, a line break, a
;; comma. First the places of all commas of a block of text are noted, then numbers are taken from between them: so none of
;; them has to wait for the end of the one before, and the processor has no lengths to guess.
;;
;; Sources: G. Langdale, D. Lemire, Parsing gigabytes of JSON per second (2019), for masks of bytes and places out of them;
;; D. Lemire, Quickly parsing eight digits (2018), for three multiplications in place of a loop over digits.
(module
  ;; Whoever imports this lays it out. 64 bytes in front of and behind each piece of it may be looked at, and written over.
  (memory (export "memory") 10)

  ;; One more than the greatest name of edges so far whose type has a 1 at `isNamed`, by its digit's byte; 0: none had.
  (global $namesUsed (export "namesUsed") (mut i32) (i32.const 0))

  ;; What the numbers of the column that was gathered last add up to.
  (global $sum (export "sum") (mut f64) (f64.const 0))

  ;; How many of the bytes from … end-1 are commas.
  (func (export "count") (param $from i32) (param $end i32) (result i32)
    (local $comma v128) (local $run i32) (local $lanes v128) (local $counts v128) (local $count i32)
    (local.set $comma (i8x16.splat (i32.const 0x2c)))
    (loop $runs
      (local.set $run (i32.sub (local.get $end) (local.get $from)))
      (if (i32.ge_s (local.get $run) (i32.const 16)) (then
        ;; A lane counts up to 255 of its own.
        (local.set $run (i32.add (local.get $from)
          (select (i32.const 4080) (i32.and (local.get $run) (i32.const -16)) (i32.gt_s (local.get $run) (i32.const 4080)))))
        (local.set $lanes (v128.const i64x2 0 0))
        (loop $vectors
          (local.set $lanes (i8x16.sub (local.get $lanes)
            (i8x16.eq (local.get $comma) (v128.load align=1 (local.get $from)))))
          (local.set $from (i32.add (local.get $from) (i32.const 16)))
          (br_if $vectors (i32.lt_s (local.get $from) (local.get $run))))
        (local.set $counts (i32x4.add (local.get $counts)
          (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get $lanes)))))
        (br $runs))))
    (local.set $count (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $counts)) (i32x4.extract_lane 1 (local.get $counts)))
      (i32.add (i32x4.extract_lane 2 (local.get $counts)) (i32x4.extract_lane 3 (local.get $counts)))))
    (loop $bytes
      (if (i32.lt_s (local.get $from) (local.get $end)) (then
        (local.set $count (i32.add (local.get $count) (i32.eq (i32.load8_u (local.get $from)) (i32.const 0x2c))))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (br $bytes))))
    (local.get $count))

  ;; Writes the places of all commas of the bytes from … end-1, four bytes each; returns where the last of them ends. What
  ;; is behind the end, up to the next multiple of 64 bytes from the beginning, must have no commas.
  (func (export "commas") (param $from i32) (param $end i32) (param $to i32) (result i32)
    (local $comma v128) (local $left i64) (local $out i32)
    (local.set $comma (i8x16.splat (i32.const 0x2c)))
    (loop $blocks
      ;; A bit for each of 64 bytes.
      (local.set $left (i64.or
        (i64.or
          (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $comma) (v128.load align=1 (local.get $from)))))
          (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $comma) (v128.load offset=16 align=1 (local.get $from))))) (i64.const 16)))
        (i64.or
          (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $comma) (v128.load offset=32 align=1 (local.get $from))))) (i64.const 32))
          (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $comma) (v128.load offset=48 align=1 (local.get $from))))) (i64.const 48)))))
      (local.set $out (local.get $to))
      (local.set $to (i32.add (local.get $to) (i32.shl (i32.wrap_i64 (i64.popcnt (local.get $left))) (i32.const 2))))
      ;; Sixteen at a time, however many there are: what is too much is written over by the next.
      (loop $places
        (i32.store offset=0 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=4 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=8 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=12 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=16 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=20 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=24 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=28 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=32 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=36 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=40 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=44 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=48 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=52 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=56 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (i32.store offset=60 (local.get $out) (i32.add (local.get $from) (i32.wrap_i64 (i64.ctz (local.get $left)))))
        (local.set $left (i64.and (local.get $left) (i64.sub (local.get $left) (i64.const 1))))
        (local.set $out (i32.add (local.get $out) (i32.const 64)))
        (br_if $places (i32.lt_u (local.get $out) (local.get $to))))
      (local.set $from (i32.add (local.get $from) (i32.const 64)))
      (br_if $blocks (i32.lt_u (local.get $from) (local.get $end))))
    (local.get $to))

  ;; Gathers a column of a table: the number behind the comma whose place stands at `comma`, and those behind each comma
  ;; whose place stands `stride` bytes further, so many. They become doubles where `size` is 8, else numbers of 4 bytes or
  ;; of 1, none above `most`. Returns how many there are before the first that has no room there, or is not one to fifteen
  ;; digits and then, perhaps, a line break; `sum` is what these add up to.
  (func (export "column") (param $comma i32) (param $stride i32) (param $rows i32) (param $to i32) (param $size i32)
    (param $most i32) (result i32)
    (local $at i32) (local $end i32) (local $digits i32) (local $digit i32) (local $row i32) (local $text i64)
    (local $number i64) (local $sum i64)
    (block $over
      (loop $numbers
        (br_if $over (i32.ge_u (local.get $row) (local.get $rows)))
        (local.set $at (i32.add (i32.load (local.get $comma)) (i32.const 1)))
        (local.set $end (i32.load offset=4 (local.get $comma)))
        (local.set $end (i32.sub (local.get $end)
          (i32.eq (i32.load8_u (i32.sub (local.get $end) (i32.const 1))) (i32.const 0x0a))))
        (local.set $digits (i32.sub (local.get $end) (local.get $at)))
        (br_if $over (i32.gt_u (i32.sub (local.get $digits) (i32.const 1)) (i32.const 14)))
        (local.set $number (i64.const 0))
        ;; The digits before the last eight.
        (if (i32.gt_u (local.get $digits) (i32.const 8)) (then
          (loop $lead
            (local.set $digit (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)))
            (br_if $over (i32.gt_u (local.get $digit) (i32.const 9)))
            (local.set $number (i64.add
              (i64.mul (local.get $number) (i64.const 10))
              (i64.extend_i32_u (local.get $digit))))
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (local.set $digits (i32.sub (local.get $digits) (i32.const 1)))
            (br_if $lead (i32.gt_u (local.get $digits) (i32.const 8))))
          (local.set $number (i64.mul (local.get $number) (i64.const 100000000)))))
        ;; The others, moved to the highest bytes: a digit becomes its value, and whatever is none, more than nine.
        (local.set $text (i64.shl
          (i64.xor (i64.load align=1 (local.get $at)) (i64.const 0x3030303030303030))
          (i64.extend_i32_u (i32.sub (i32.const 64) (i32.shl (local.get $digits) (i32.const 3))))))
        (br_if $over (i64.ne (i64.const 0) (i64.and
          (i64.or (i64.add (local.get $text) (i64.const 0x7676767676767676)) (local.get $text))
          (i64.const 0x8080808080808080))))
        ;; What two digits are worth, then four, then all.
        (local.set $text (i64.and
          (i64.shr_u (i64.mul (local.get $text) (i64.const 0xa01)) (i64.const 8))
          (i64.const 0x00ff00ff00ff00ff)))
        (local.set $text (i64.and
          (i64.shr_u (i64.mul (local.get $text) (i64.const 0x640001)) (i64.const 16))
          (i64.const 0x0000ffff0000ffff)))
        (local.set $number (i64.add (local.get $number)
          (i64.shr_u (i64.mul (local.get $text) (i64.const 0x271000000001)) (i64.const 32))))
        (if (i32.eq (local.get $size) (i32.const 8))
          (then (f64.store (local.get $to) (f64.convert_i64_u (local.get $number))))
          (else
            (br_if $over (i64.gt_u (local.get $number) (i64.extend_i32_u (local.get $most))))
            (if (i32.eq (local.get $size) (i32.const 4))
              (then (i64.store32 (local.get $to) (local.get $number)))
              (else (i64.store8 (local.get $to) (local.get $number))))))
        (local.set $sum (i64.add (local.get $sum) (local.get $number)))
        (local.set $to (i32.add (local.get $to) (local.get $size)))
        (local.set $comma (i32.add (local.get $comma) (local.get $stride)))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $numbers)))
    (global.set $sum (f64.convert_i64_u (local.get $sum)))
    (local.get $row))

  ;; Takes edges, `type,name,place,` with a line break before the last comma or none, from behind the comma whose place stands
  ;; at `comma`, so many. Returns how many there are before the first that is written in another way, or is not as it has to
  ;; be: its type is one of those whose kind is at `kindOf`, by its digit's byte, 0xff for no type; its place, of nine digits at most,
  ;; divided by `width` is the index of one of so many nodes; its name has eight digits at most. `share`: 2^32 / width,
  ;; rounded up, so that a product is a quotient where there is no remainder.
  (func (export "edges") (param $comma i32) (param $rows i32) (param $targets i32) (param $names i32) (param $kinds i32)
    (param $kindOf i32) (param $isNamed i32) (param $width i32) (param $share i64) (param $nodes i32) (result i32)
    (local $before i32) (local $first i32) (local $second i32) (local $third i32) (local $kind i32) (local $row i32)
    (local $at i32) (local $nameDigits i32) (local $digits i32) (local $lead i32) (local $place i32) (local $target i32)
    (local $type i32) (local $name i32) (local $used i32) (local $most i32) (local $text v128)
    (local.set $most (global.get $namesUsed))
    (local.set $before (i32.load (local.get $comma)))
    (block $over
      (loop $edges
        (br_if $over (i32.ge_u (local.get $row) (local.get $rows)))
        (local.set $first (i32.load offset=4 (local.get $comma)))
        (local.set $second (i32.load offset=8 (local.get $comma)))
        (local.set $third (i32.load offset=12 (local.get $comma)))
        (br_if $over (i32.ne (i32.sub (local.get $first) (local.get $before)) (i32.const 2)))
        (local.set $type (i32.load8_u offset=1 (local.get $before)))
        (local.set $kind (i32.load8_u (i32.add (local.get $kindOf) (local.get $type))))
        (br_if $over (i32.eq (local.get $kind) (i32.const 0xff)))
        (local.set $nameDigits (i32.sub (i32.sub (local.get $second) (local.get $first)) (i32.const 1)))
        (br_if $over (i32.gt_u (i32.sub (local.get $nameDigits) (i32.const 1)) (i32.const 7)))
        (local.set $at (i32.add (local.get $second) (i32.const 1)))
        (local.set $digits (i32.sub
          (i32.sub (local.get $third) (local.get $at))
          (i32.eq (i32.load8_u (i32.sub (local.get $third) (i32.const 1))) (i32.const 0x0a))))
        (local.set $lead (i32.const 0))
        (if (i32.gt_u (i32.sub (local.get $digits) (i32.const 1)) (i32.const 7)) (then
          (br_if $over (i32.ne (local.get $digits) (i32.const 9)))
          (local.set $lead (i32.sub (i32.load8_u (local.get $at)) (i32.const 0x30)))
          (br_if $over (i32.gt_u (local.get $lead) (i32.const 9)))
          (local.set $lead (i32.mul (local.get $lead) (i32.const 100000000)))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (local.set $digits (i32.const 8))))
        ;; The digits of both, in the highest bytes of a half each: a digit becomes its value, and whatever is none, more.
        (local.set $text (i64x2.replace_lane 1
          (i64x2.splat (i64.shl
            (i64.xor (i64.load offset=1 align=1 (local.get $first)) (i64.const 0x3030303030303030))
            (i64.extend_i32_u (i32.sub (i32.const 64) (i32.shl (local.get $nameDigits) (i32.const 3))))))
          (i64.shl
            (i64.xor (i64.load align=1 (local.get $at)) (i64.const 0x3030303030303030))
            (i64.extend_i32_u (i32.sub (i32.const 64) (i32.shl (local.get $digits) (i32.const 3)))))))
        (br_if $over (v128.any_true (i8x16.gt_u (local.get $text) (v128.const i8x16 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9))))
        ;; What two digits are worth, then four, then all.
        (local.set $text (i16x8.add
          (i16x8.mul (v128.and (local.get $text) (v128.const i16x8 255 255 255 255 255 255 255 255)) (v128.const i16x8 10 10 10 10 10 10 10 10))
          (i16x8.shr_u (local.get $text) (i32.const 8))))
        (local.set $text (i32x4.dot_i16x8_s (local.get $text) (v128.const i16x8 100 1 100 1 100 1 100 1)))
        (local.set $text (i32x4.dot_i16x8_s
          (i16x8.narrow_i32x4_s (local.get $text) (local.get $text))
          (v128.const i16x8 10000 1 10000 1 10000 1 10000 1)))
        (local.set $place (i32.add (local.get $lead) (i32x4.extract_lane 1 (local.get $text))))
        (local.set $target (i32.wrap_i64 (i64.shr_u
          (i64.mul (i64.extend_i32_u (local.get $place)) (local.get $share))
          (i64.const 32))))
        (br_if $over (i32.ne (i32.mul (local.get $target) (local.get $width)) (local.get $place)))
        (br_if $over (i32.ge_u (local.get $target) (local.get $nodes)))
        (local.set $name (i32x4.extract_lane 0 (local.get $text)))
        (local.set $used (i32.mul
          (i32.add (local.get $name) (i32.const 1))
          (i32.load8_u (i32.add (local.get $isNamed) (local.get $type)))))
        (if (i32.gt_u (local.get $used) (local.get $most)) (then (local.set $most (local.get $used))))
        (i32.store (local.get $targets) (local.get $target))
        (i32.store (local.get $names) (local.get $name))
        (i32.store8 (local.get $kinds) (local.get $kind))
        (local.set $targets (i32.add (local.get $targets) (i32.const 4)))
        (local.set $names (i32.add (local.get $names) (i32.const 4)))
        (local.set $kinds (i32.add (local.get $kinds) (i32.const 1)))
        (local.set $comma (i32.add (local.get $comma) (i32.const 12)))
        (local.set $before (local.get $third))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $edges)))
    (global.set $namesUsed (local.get $most))
    (local.get $row)))
