import { execFileSync, spawnSync } from "node:child_process";
import {
  createReadStream,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { text as readText } from "node:stream/consumers";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStream } from "../../src/adapters/age/age.ts";
import {
  create,
  drillCommand,
  prune,
  restoreCommand,
  status,
  verify,
} from "../../src/counter/backup/commands.ts";
import { BackupError } from "../../src/counter/backup/sets.ts";
import { type Command, UsageError } from "../../src/counter/commands/command.ts";
import { openCounter } from "../../src/counter/open.ts";
import { takeIn } from "../../src/counter/take-in.ts";
import { makeFolder, sightings } from "./desk.ts";

let company: { identity: string; recipient: string };
let custodian: typeof company;
const makeKey = async () => {
  const identity = await generateIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
};
beforeAll(async () => {
  company = await makeKey();
  custodian = await makeKey();
});

let folder: ReturnType<typeof makeFolder>;
let path: (name: string) => string;
beforeEach(async () => {
  folder = makeFolder();
  path = (name) => join(folder.dir, name);
  execFileSync("git", ["init", "--quiet", path("site")]);
  const commit = [
    "-c",
    "user.name=a",
    "-c",
    "user.email=a@example.test",
    "commit",
    "--allow-empty",
    "-qm",
    "x",
  ];
  execFileSync("git", ["-C", path("site"), ...commit]);
  await take(300);
  writeFileSync(path("company.key"), `# key\n${company.identity}\n`);
  writeFileSync(path("custodian.key"), custodian.identity);
  writeFileSync(
    path("orders/settings.yml"),
    JSON.stringify({
      backup: {
        recipients: [company.recipient, custodian.recipient],
        targets: [{ kind: "folder", path: path("disk") }],
        repository: path("site"),
      },
    }),
  );
});
afterEach(() => folder.remove());

async function take(count: number, prefix = "o"): Promise<void> {
  const counter = await openCounter({ dir: path("orders") });
  await takeIn(counter, sightings(count, prefix), { via: "import", actor: "import" });
  await counter.close();
}

async function run(command: Command, ...args: string[]) {
  const lines: string[] = [];
  const around = {
    env: { ...process.env, COUNTERSIGN_ORDERS: path("orders"), DATABASE_URL: undefined },
    print: (line: string) => lines.push(line),
    say: () => undefined,
    terminal: false,
    stopped: new Promise<void>(() => undefined),
  };
  const code = await command(args, around).catch((error: unknown) => {
    if (!(error instanceof BackupError) && !(error instanceof UsageError)) throw error;
    lines.push(error.message);
    return error instanceof BackupError ? "refused" : "wrong use";
  });
  return { code, text: lines.join("\n") };
}

const restoreTo = (name: string, key = "company.key") =>
  run(restoreCommand, "--from", path("disk"), "--identity", path(key), "--into", path(name));

const filesBelow = (dir: string) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .sort();

async function everythingIn(dir: string) {
  const counter = await openCounter({ dir });
  const records = await counter.ledger.records({ start: 0, end: 1_000 });
  const found = await counter.find("o7");
  await counter.close();
  return { records, found };
}

/** Sets are named by the second. */
const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_050));

describe("a backup", () => {
  it("proves itself, and gives everything back to whoever holds one of the keys", async () => {
    expect(await run(create)).toMatchObject({
      code: 0,
      text: expect.stringContaining("恢复演练通过"),
    });
    const before = await everythingIn(path("orders"));
    for (const key of ["company.key", "custodian.key"]) {
      expect(await restoreTo(key.slice(0, 4), key)).toMatchObject({ code: 0 });
      const after = await everythingIn(path(key.slice(0, 4)));
      expect(after.records).toEqual(before.records.slice(0, after.records.length));
      expect(after.found).toEqual(before.found);
      expect(after.found).toHaveLength(1);
    }
    expect(await run(status)).toMatchObject({ code: 0, text: expect.stringContaining("演练通过") });
  });

  it("leaves nothing behind on the machine, and nothing readable at the target", async () => {
    await run(create);
    expect(readdirSync(path("orders")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    for (const file of filesBelow(path("disk"))) {
      expect(statSync(file).mode & 0o077, file).toBe(0);
      const content = readFileSync(file);
      for (const secret of ["示例收货人", "PRIVATE KEY", "AGE-SECRET"])
        expect(content.includes(secret), `${secret} in ${file}`).toBe(false);
    }
  });

  it("a week later writes only what is new, and is proven again", async () => {
    await run(create);
    const before = filesBelow(path("disk")).map((file) => [file, statSync(file).mtimeMs] as const);
    await take(5, "n");
    await nextSecond();
    const { code, text } = await run(create);
    expect([code, text]).toEqual([0, expect.stringContaining("恢复演练通过")]);
    expect(before.map(([file]) => [file, statSync(file).mtimeMs])).toEqual(before);
    const segments = filesBelow(path("disk/objects")).map((file) => statSync(file).size);
    expect(Math.min(...segments)).toBeLessThan(Math.max(...segments) / 5);
    expect((await restoreTo("restored")).text).toContain("全部相符");
  });

  it("reads with age and zstd alone, as its own instructions say", async () => {
    await run(create);
    const [set = ""] = readdirSync(path("disk/sets"));
    const instructions = readFileSync(path(`disk/sets/${set}/RESTORE.txt`), "utf8");
    const commands = instructions.match(/age -d -i KEY \S+ \| zstd -d > \S+/g) ?? [];
    expect(commands).toHaveLength(4);
    const [, sealed = ""] =
      /age -d -i KEY (\S+) \| zstd -d >> records.jsonl/.exec(instructions) ?? [];
    const plain = await openAsInstructed(path("disk"), sealed);
    expect(plain.trim().split("\n")).toHaveLength(301);
    expect(JSON.parse(plain.slice(0, plain.indexOf("\n")))).toMatchObject({
      seq: 0,
      type: "order.received",
    });
  });
});

/** With the tools themselves where they are installed. */
async function openAsInstructed(dir: string, object: string): Promise<string> {
  const hasTools = ["age", "zstd"].every((tool) => spawnSync(tool, ["--version"]).status === 0);
  if (!hasTools)
    return readText(await openStream(createReadStream(join(dir, object)), [company.identity]));
  const command = `age -d -i "${path("company.key")}" ${object} | zstd -d`;
  return execFileSync("sh", ["-c", command], { cwd: dir, encoding: "utf8", maxBuffer: 1e9 });
}

describe("a backup that is not what it was", () => {
  beforeEach(async () => {
    await run(create);
  });

  it("damaged by one bit in any object is found and named, and not restored", async () => {
    for (const file of [...filesBelow(path("disk/objects")), ...filesBelow(path("disk/keys"))]) {
      const whole = readFileSync(file);
      const torn = Buffer.from(whole);
      torn[whole.length >> 1] = (torn[whole.length >> 1] ?? 0) ^ 1;
      writeFileSync(file, torn);
      const { code, text } = await run(verify);
      expect([code, text]).toEqual([1, expect.stringContaining(file.slice(path("disk/").length))]);
      expect((await restoreTo("broken")).code).toBe("refused");
      expect(existsSync(path("broken"))).toBe(false);
      writeFileSync(file, whole);
    }
    expect((await run(verify)).code).toBe(0);
  });

  it("cut short, or with an object missing, is refused", async () => {
    const [file = ""] = filesBelow(path("disk/objects"));
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length - 20));
    expect((await restoreTo("a")).code).toBe("refused");
    rmSync(file);
    expect((await run(verify)).text).toContain("不见了");
    expect((await restoreTo("b")).text).toContain("不见了");
  });

  it("with a changed manifest is not believed", async () => {
    const [manifest = ""] = filesBelow(path("disk/sets")).filter((one) =>
      one.endsWith("manifest.json"),
    );
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"size"', '"size" '));
    expect((await restoreTo("a")).text).toContain("清单签名不对");
    expect((await run(verify)).text).toContain("清单签名不对");
  });

  it("without its signature was never finished, and is passed over", async () => {
    for (const file of filesBelow(path("disk/sets"))) if (file.endsWith(".sig")) rmSync(file);
    expect((await run(status)).code).toBe(1);
    expect(await restoreTo("a")).toMatchObject({ code: "wrong use" });
  });

  it("does not open with another key", async () => {
    writeFileSync(path("other.key"), (await makeKey()).identity);
    const { code, text } = await restoreTo("a", "other.key");
    expect([code, text]).toEqual(["refused", expect.stringContaining("解不开")]);
  });

  it.each([
    ["is not there", null, "读不了“"],
    ["is no YAML", "kind: [", "读不了“"],
    ["names no kind of place", "kind: tape\n", "kind 无效"],
    ["lacks the folder", "kind: folder\n", "path 无效"],
  ])(
    "is not looked for at a place whose file %s, and the person is told",
    async (_, source, said) => {
      const file = path("place.yml");
      if (source !== null) writeFileSync(file, source);
      const at = ["--target", file, "--identity", path("company.key"), "--into", path("a")];
      const { code, text } = await run(restoreCommand, ...at);
      expect([code, text]).toEqual(["wrong use", expect.stringContaining(said)]);
      expect(text).toContain(file);
    },
  );

  it("is looked for at one place, not at two", async () => {
    writeFileSync(path("place.yml"), `kind: folder\npath: ${path("disk")}\n`);
    const both = ["--from", path("disk"), "--target", path("place.yml")];
    const rest = ["--identity", path("company.key"), "--into", path("a")];
    expect(await run(restoreCommand, ...both, ...rest)).toEqual({
      code: "wrong use",
      text: expect.stringContaining("只能写一个"),
    });
    const [, , target = "", place = ""] = both;
    expect((await run(restoreCommand, target, place, ...rest)).code).toBe(0);
  });

  it("asks for the key's file by name where that is not there", async () => {
    expect(await restoreTo("a", "gone.key")).toEqual({
      code: "wrong use",
      text: expect.stringContaining("gone.key"),
    });
    expect((await run(drillCommand, "--identity", path("gone.key"))).code).toBe("wrong use");
  });

  it("is not restored over anything", async () => {
    expect((await restoreTo("orders")).text).toContain("恢复不会覆盖任何东西");
  });
});

describe("the custodian's drill and pruning", () => {
  it("restores the newest set whole, and only after a proof may anything be deleted", async () => {
    await run(create);
    expect((await run(drillCommand, "--identity", path("custodian.key"))).code).toBe(0);
    expect(await run(prune)).toMatchObject({
      code: 0,
      text: "可以删除 0 份旧备份和 0 个文件。确认请加 --yes。",
    });
    await nextSecond();
    await run(create);
    await nextSecond();
    await run(create);
    const keys = () => readdirSync(path("disk/keys")).length;
    expect(keys()).toBe(3);
    expect((await run(prune, "--yes")).text).toContain("已删除 0 份旧备份和 1 个文件");
    expect(keys()).toBe(2);
    expect((await restoreTo("a")).code).toBe(0);
  });

  it("refuses settings with a single recipient", async () => {
    const settings = readFileSync(path("orders/settings.yml"), "utf8");
    writeFileSync(path("orders/settings.yml"), settings.replace(`,"${custodian.recipient}"`, ""));
    expect(await run(create)).toEqual({
      code: "wrong use",
      text: expect.stringContaining("recipients"),
    });
  });
});
