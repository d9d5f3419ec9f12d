/**
 * The two containers that hold an icon in several sizes. Both take PNG pictures as they are.
 */

/** Types of Apple's icon file that hold a PNG, with the size in pixels; @2x types repeat a size. */
const APPLE_TYPES = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['icp6', 64],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
]);
const ICO_HEADER = 6;
const ICO_ENTRY = 16;

/**
 * A Windows icon file.
 * @param {readonly { size: number, png: Buffer }[]} pictures square, 256 px at most
 */
export function icoOf(pictures) {
  const header = Buffer.alloc(ICO_HEADER + ICO_ENTRY * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ size, png }, index) => {
    const entry = ICO_HEADER + ICO_ENTRY * index;
    // One byte each: 256 is written as 0.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/**
 * An Apple icon file.
 * @param {ReadonlyMap<number, Buffer>} pictures PNG by size in pixels: 16, 32, 64, 128, 256, 512 and 1024
 */
export function icnsOf(pictures) {
  const blocks = APPLE_TYPES.map(([type, size]) => {
    const png = pictures.get(size);
    if (!png) throw new Error(`An Apple icon needs a picture of ${size} px.`);
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(8 + blocks.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...blocks]);
}
