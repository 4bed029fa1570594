// Jest: one project for each kind of test, TypeScript by swc, ESM-only packages transformed along.
const transform = {
  '^.+\\.(t|j|mj)sx?$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        target: 'es2023',
      },
      module: { type: 'commonjs' },
    },
  ],
};
const project = (displayName, folders, more = {}) => ({
  displayName,
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts?(x)`),
  transform,
  transformIgnorePatterns: [
    '/node_modules/(?!(preact|@preact|oauth4webapi|temporal-polyfill|temporal-utils)/)',
  ],
  extensionsToTreatAsEsm: [],
  testEnvironment: 'node',
  ...more,
});

export default {
  projects: [
    project('unit', ['protocol', 'domain', 'app', 'handlers', 'adapters', 'frontend', 'bench']),
    project('store', ['store']),
    project('template', ['lib']),
    project('local', ['local']),
    project('acceptance', ['acceptance']),
    project('browser', ['browser']),
  ],
  testTimeout: 30_000,
  maxWorkers: 2,
};
