const quote = 0x22;
const backslash = 0x5c;
const letterU = 0x75;
const space = 0x20;

/** Marks a unit that came from \uXXXX and is not ASCII, to tell it from a raw byte of UTF-8. */
const escapedUnit = 0x10000;
const end = -1;

/** What stands for itself or for a control character after a backslash; 0 where there is no such escape. */
const simpleEscapes = new Uint8Array(128);
for (const [letter, means] of Object.entries({ '"': 0x22, '\\': 0x5c, '/': 0x2f, b: 8, f: 12, n: 10, r: 13, t: 9 })) {
  simpleEscapes[letter.charCodeAt(0)] = means;
}

/**
 * JSON text with the escapes in its strings undone, and once more in strings that hold JSON themselves. Works on bytes
 * and is total: what is no escape stays as it is, and bytes that are no JSON come out as they went in. The result is
 * never longer than the input; equal length means nothing changed.
 */
export class JsonUnescaper {
  private out = Buffer.alloc(65_536);
  private length = 0;
  private source: Uint8Array = this.out;
  private at = 0;
  private high = 0;
  /** The bytes ended inside a string. */
  private isCut = false;

  /** The returned buffer is used again by the next call. */
  unescape(source: Uint8Array): Buffer {
    if (this.out.length < source.length) {
      this.out = Buffer.alloc(source.length * 2);
    }
    this.source = source;
    this.at = 0;
    this.length = 0;
    this.high = 0;
    this.isCut = false;
    while (this.at < source.length) {
      const byte = source[this.at] as number;
      this.at += 1;
      this.out[this.length++] = byte;
      if (byte === quote) {
        this.text();
      }
    }
    return this.out.subarray(0, this.length);
  }

  /** From behind an opening quote to behind the closing one. */
  private text(): void {
    const first = this.source[this.at];
    const isEncodedText = first === backslash && this.source[this.at + 1] === quote;
    if (first === 0x7b || first === 0x5b || isEncodedText) {
      this.encodedText();
    } else {
      this.plainText();
    }
    if (!this.isCut) {
      this.put(quote);
    }
  }

  private plainText(): void {
    const { source, out } = this;
    for (;;) {
      const byte = source[this.at];
      if (byte !== backslash && byte !== quote && byte !== undefined && this.high === 0) {
        out[this.length++] = byte;
        this.at += 1;
        continue;
      }
      const unit = this.unit();
      if (unit === end) {
        return;
      }
      this.put(unit);
    }
  }

  private encodedText(): void {
    for (;;) {
      const unit = this.unit();
      if (unit === end) {
        return;
      }
      if (unit === backslash) {
        this.innerEscape();
      } else {
        this.put(unit);
      }
    }
  }

  /** The next unit of a string with one level of escapes undone; `end` behind the closing quote. */
  private unit(): number {
    const { source } = this;
    const byte = source[this.at];
    if (byte === undefined) {
      this.isCut = true;
      return end;
    }
    this.at += 1;
    if (byte === quote) {
      return end;
    }
    if (byte !== backslash) {
      return byte;
    }
    const letter = source[this.at] ?? 0;
    if (letter === letterU) {
      const code = hex4(source, this.at + 1);
      if (code >= 0) {
        this.at += 5;
        return code < 0x80 ? code : code | escapedUnit;
      }
    }
    const means = letter < 128 ? (simpleEscapes[letter] as number) : 0;
    if (means !== 0) {
      this.at += 1;
      return means;
    }
    return backslash;
  }

  /** Behind the backslash of an escape of the inner JSON, whose letters may be escaped themselves. */
  private innerEscape(): void {
    const letter = this.unit();
    if (letter === end) {
      this.put(backslash);
      this.at -= this.source[this.at - 1] === quote ? 1 : 0;
      return;
    }
    if (letter === letterU) {
      const code = hex4(this.source, this.at);
      if (code >= 0) {
        this.at += 4;
        this.put(code < 0x80 ? code : code | escapedUnit);
        return;
      }
    }
    const means = letter < 128 ? (simpleEscapes[letter] as number) : 0;
    if (means !== 0) {
      this.put(means);
    } else {
      this.put(backslash);
      this.put(letter);
    }
  }

  private put(unit: number): void {
    if (unit < escapedUnit) {
      if (this.high !== 0) {
        this.putCodePoint(0xfffd);
        this.high = 0;
      }
      // SQLite ends a text at U+0000.
      this.out[this.length++] = unit === 0 ? space : unit;
      return;
    }
    const code = unit & 0xffff;
    const isLow = code >= 0xdc00 && code <= 0xdfff;
    if (this.high !== 0) {
      const high = this.high;
      this.high = 0;
      if (isLow) {
        this.putCodePoint(0x10000 + ((high - 0xd800) << 10) + (code - 0xdc00));
        return;
      }
      this.putCodePoint(0xfffd);
    }
    if (code >= 0xd800 && code <= 0xdbff) {
      this.high = code;
    } else {
      this.putCodePoint(isLow ? 0xfffd : code);
    }
  }

  private putCodePoint(code: number): void {
    const { out } = this;
    if (code < 0x800) {
      out[this.length++] = 0xc0 | (code >> 6);
    } else {
      if (code < 0x10000) {
        out[this.length++] = 0xe0 | (code >> 12);
      } else {
        out[this.length++] = 0xf0 | (code >> 18);
        out[this.length++] = 0x80 | ((code >> 12) & 0x3f);
      }
      out[this.length++] = 0x80 | ((code >> 6) & 0x3f);
    }
    out[this.length++] = 0x80 | (code & 0x3f);
  }
}

/** Four hexadecimal digits at `at`, -1 if they are not. */
function hex4(source: Uint8Array, at: number): number {
  let code = 0;
  for (let index = at; index < at + 4; index += 1) {
    const byte = source[index] ?? 0;
    const lower = byte | 0x20;
    if (byte >= 0x30 && byte <= 0x39) {
      code = code * 16 + byte - 0x30;
    } else if (lower >= 0x61 && lower <= 0x66) {
      code = code * 16 + lower - 0x57;
    } else {
      return -1;
    }
  }
  return code;
}
