import { defineConfig } from "vitest/config";

// The gate and the forge together, over HTTP and git, the whole site, a database server, backups: too long
// for before every commit.
const office = [
  "test/gate/{story,trouble,serve}.test.ts",
  "test/site/site.test.ts",
  "test/adapters/store/postgres.test.ts",
  "test/counter/{backup,kill}.test.ts",
];

export default defineConfig({
  test: {
    // Two cores are the reference machine; one of them would stand idle otherwise.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**", ...office],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: { name: "office", include: office, testTimeout: 30_000, hookTimeout: 60_000 },
      },
      {
        test: {
          name: "story",
          include: ["test/e2e/**/*.test.ts"],
          // One real browser and one studio at a time.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
