import { defineConfig } from "vitest/config";

// The gate and the forge together, over HTTP and git, the whole site, a database server, backups, each
// command started as a program: too long for before every commit.
const office = [
  "test/gate/{story,trouble,serve,notices,actions,audit,takedown,attacks,race}.test.ts",
  "test/guard/*.test.ts",
  "test/site/{site,project-path}.test.ts",
  "test/adapters/store/postgres.test.ts",
  "test/adapters/media/*.test.ts",
  "test/scripts/*.test.ts",
  "test/checks/soak.test.ts",
  "test/studio/start.test.ts",
  "test/counter/{backup,commands,kill,recover}.test.ts",
];

// These start git hundreds of times: each file in a process of its own, since starting a program takes
// longer the more memory the process holds that starts it.
const forge = ["test/{forge,adapters,relay,deploy}/**/*.test.ts"];

export default defineConfig({
  test: {
    // Two cores are the reference machine; one of them would stand idle otherwise.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", ...office, ...forge],
          // What they import is the same for all of them and keeps no state.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "forge",
          include: forge,
          exclude: office,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: { name: "office", include: office, testTimeout: 60_000, hookTimeout: 120_000 },
      },
      {
        test: {
          name: "story",
          include: ["test/e2e/**/*.test.ts"],
          // One real browser and one studio at a time.
          fileParallelism: false,
          // A page is waited for as long as Playwright itself waits.
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
