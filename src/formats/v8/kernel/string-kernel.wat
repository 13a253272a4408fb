;; Copies strings of JSON out of a V8 snapshot, sixteen bytes at a time up to the next that does not stand for itself.
(module
  ;; Whoever imports this lays it out. 64 bytes behind each piece of it may be looked at, and written over.
  (memory (export "memory") 5)

  ;; Where the last call of `strings` has stopped writing texts, and ends of strings.
  (global $textsEnd (export "textsEnd") (mut i32) (i32.const 0))
  (global $endsEnd (export "endsEnd") (mut i32) (i32.const 0))

  ;; What a hexadecimal digit is worth; 0x10000: it is none.
  (func $hex (param $byte i32) (result i32)
    (local $letter i32)
    (if (result i32) (i32.lt_u (i32.sub (local.get $byte) (i32.const 0x30)) (i32.const 10))
      (then (i32.sub (local.get $byte) (i32.const 0x30)))
      (else
        (local.set $letter (i32.sub (i32.or (local.get $byte) (i32.const 0x20)) (i32.const 0x61)))
        (select
          (i32.add (local.get $letter) (i32.const 10))
          (i32.const 0x10000)
          (i32.lt_u (local.get $letter) (i32.const 6))))))

  ;; Takes what is between `at`, inside of a string, and `end`, through the ends of strings and the beginnings of the next
  ;; ones. Texts go to `texts`; for each string that ends, `base` and how many bytes of texts there are by then to `ends`. `meant`: by
  ;; byte, what it stands for behind a backslash; 0: nothing, or more than a byte. Returns where, inside of a string again, it stops: near the
  ;; end, at a surrogate, at a string that ends in another way, or at what must not be there.
  (func (export "strings") (param $at i32) (param $end i32) (param $texts i32) (param $ends i32) (param $base i32)
    (param $meant i32) (result i32)
    (local $bytes v128) (local $mask i32) (local $byte i32) (local $start i32) (local $next i32) (local $unit i32)
    (local.set $start (i32.sub (local.get $texts) (local.get $base)))
    (local.set $end (i32.sub (local.get $end) (i32.const 16)))
    (block $over
      (loop $pieces
        (br_if $over (i32.gt_s (local.get $at) (local.get $end)))
        (local.set $bytes (v128.load align=1 (local.get $at)))
        (v128.store align=1 (local.get $texts) (local.get $bytes))
        ;; A bit for each quote, backslash and control character.
        (local.set $mask (i8x16.bitmask (v128.or
          (v128.or
            (i8x16.eq (local.get $bytes) (v128.const i8x16 34 34 34 34 34 34 34 34 34 34 34 34 34 34 34 34))
            (i8x16.eq (local.get $bytes) (v128.const i8x16 92 92 92 92 92 92 92 92 92 92 92 92 92 92 92 92)))
          (i8x16.lt_u (local.get $bytes) (v128.const i8x16 32 32 32 32 32 32 32 32 32 32 32 32 32 32 32 32)))))
        (if (i32.eqz (local.get $mask)) (then
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $texts (i32.add (local.get $texts) (i32.const 16)))
          (br $pieces)))
        (local.set $mask (i32.ctz (local.get $mask)))
        (local.set $at (i32.add (local.get $at) (local.get $mask)))
        (local.set $texts (i32.add (local.get $texts) (local.get $mask)))
        ;; What comes next is looked at together.
        (br_if $over (i32.gt_s (local.get $at) (local.get $end)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (if (i32.eq (local.get $byte) (i32.const 0x22)) (then
          ;; A comma, a line break or none, and a quote.
          (br_if $over (i32.ne (i32.load8_u offset=1 (local.get $at)) (i32.const 0x2c)))
          (local.set $next (i32.add
            (i32.add (local.get $at) (i32.const 2))
            (i32.eq (i32.load8_u offset=2 (local.get $at)) (i32.const 0x0a))))
          (br_if $over (i32.ne (i32.load8_u (local.get $next)) (i32.const 0x22)))
          (i32.store (local.get $ends) (i32.sub (local.get $texts) (local.get $start)))
          (local.set $ends (i32.add (local.get $ends) (i32.const 4)))
          (local.set $at (i32.add (local.get $next) (i32.const 1)))
          (br $pieces)))
        (br_if $over (i32.ne (local.get $byte) (i32.const 0x5c)))
        (local.set $byte (i32.load8_u offset=1 (local.get $at)))
        (local.set $unit (i32.load8_u (i32.add (local.get $meant) (local.get $byte))))
        (if (local.get $unit) (then
          (i32.store8 (local.get $texts) (local.get $unit))
          (local.set $at (i32.add (local.get $at) (i32.const 2)))
          (local.set $texts (i32.add (local.get $texts) (i32.const 1)))
          (br $pieces)))
        (br_if $over (i32.ne (local.get $byte) (i32.const 0x75)))
        (local.set $unit (i32.or
          (i32.or
            (i32.shl (call $hex (i32.load8_u offset=2 (local.get $at))) (i32.const 12))
            (i32.shl (call $hex (i32.load8_u offset=3 (local.get $at))) (i32.const 8)))
          (i32.or
            (i32.shl (call $hex (i32.load8_u offset=4 (local.get $at))) (i32.const 4))
            (call $hex (i32.load8_u offset=5 (local.get $at))))))
        (br_if $over (i32.gt_u (local.get $unit) (i32.const 0xffff)))
        (br_if $over (i32.eq (i32.and (local.get $unit) (i32.const 0xf800)) (i32.const 0xd800)))
        ;; As UTF-8.
        (if (i32.lt_u (local.get $unit) (i32.const 0x80))
          (then
            (i32.store8 (local.get $texts) (local.get $unit))
            (local.set $texts (i32.add (local.get $texts) (i32.const 1))))
          (else
            (if (i32.lt_u (local.get $unit) (i32.const 0x800))
              (then
                (i32.store8 (local.get $texts) (i32.or (i32.const 0xc0) (i32.shr_u (local.get $unit) (i32.const 6))))
                (local.set $texts (i32.add (local.get $texts) (i32.const 1))))
              (else
                (i32.store8 (local.get $texts) (i32.or (i32.const 0xe0) (i32.shr_u (local.get $unit) (i32.const 12))))
                (i32.store8 offset=1 (local.get $texts) (i32.or
                  (i32.const 0x80)
                  (i32.and (i32.shr_u (local.get $unit) (i32.const 6)) (i32.const 0x3f))))
                (local.set $texts (i32.add (local.get $texts) (i32.const 2)))))
            (i32.store8 (local.get $texts) (i32.or (i32.const 0x80) (i32.and (local.get $unit) (i32.const 0x3f))))
            (local.set $texts (i32.add (local.get $texts) (i32.const 1)))))
        (local.set $at (i32.add (local.get $at) (i32.const 6)))
        (br $pieces)))
    (global.set $textsEnd (local.get $texts))
    (global.set $endsEnd (local.get $ends))
    (local.get $at)))
