import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Command, UsageError } from "../../src/counter/commands/command.ts";
import { importOrders } from "../../src/counter/commands/import.ts";
import { list } from "../../src/counter/commands/list.ts";
import { prove } from "../../src/counter/commands/prove.ts";
import { publish } from "../../src/counter/commands/publish.ts";
import { record } from "../../src/counter/commands/record.ts";
import { verify } from "../../src/counter/commands/verify.ts";
import { asBytes, phone, taobaoList } from "../orders/exports.ts";
import { makeFolder } from "./desk.ts";

let folder: ReturnType<typeof makeFolder>;
let path: (name: string) => string;
beforeEach(() => {
  folder = makeFolder();
  path = (name) => join(folder.dir, name);
});
afterEach(() => folder.remove());

async function run(command: Command, ...args: string[]) {
  const lines: string[] = [];
  const code = await command(args, {
    env: { ...process.env, COUNTERSIGN_ORDERS: path("orders"), DATABASE_URL: undefined },
    print: (line) => lines.push(line),
    say: () => undefined,
    terminal: false,
    stopped: new Promise(() => undefined),
  });
  return { code, text: lines.join("\n") };
}

function writeList(...lines: Parameters<typeof taobaoList>[0]): string {
  writeFileSync(path("list.csv"), asBytes(taobaoList(lines), "gb18030"));
  return path("list.csv");
}

/** As the owner of the file, with its guards taken off. */
function tamper(statement: string): void {
  const owner = new DatabaseSync(path("orders/ledger.sqlite"));
  owner.exec("DROP TRIGGER record_no_update");
  owner.exec(statement);
  owner.close();
}

describe("a day at the desk, typed", () => {
  it("imports, records, lists and looks up", async () => {
    const file = writeList({ id: "7001" }, { id: "7002", phone: phone(2) });
    expect(await run(importOrders, file)).toMatchObject({ code: 0 });
    expect((await run(list)).text).toContain("7001  88.00 CNY  待处理  联系剩");
    await run(record, "contacted", "7001", "--by", "小王");
    await run(record, "confirmed", phone(2), "--by", "小王", "--note", "周末送");
    expect((await run(list)).text).toContain("7002  88.00 CNY  已确认  移交剩 23 小时 59 分");
    await run(record, "cancelled", "7001", "--by", "小王", "--note", "不要了");
    expect((await run(list)).text).not.toContain("7001");
    expect((await run(list, "7001")).text).toContain("已取消");
    expect((await run(list, "--json", "7002")).text).toContain('"note":"周末送"');
  });

  it("puts aside what it cannot read, and says so with its exit code", async () => {
    const file = writeList({ id: "7001", total: "面议" }, { id: "7002" });
    const { code, text } = await run(importOrders, file);
    expect(code).toBe(1);
    expect(text).toContain("未导入：list.csv 第 2 行“买家实际支付金额”：“面议”不是金额。");
    expect(text).toContain("新订单 1 个");
  });

  it("reports an order that was changed at its platform", async () => {
    await run(importOrders, writeList({ id: "7001" }));
    const { code, text } = await run(importOrders, writeList({ id: "7001", total: "1.00" }));
    expect([code, text]).toEqual([1, expect.stringContaining("内容与存证不符 1 个")]);
    expect((await run(list)).text).toContain("⚠ 与存证不符");
  });

  it("takes no half commands", async () => {
    await run(importOrders, writeList({ id: "7001" }, { id: "7002" }));
    const wrong = async (command: Command, ...args: string[]) =>
      run(command, ...args).then(
        () => "done",
        (error: unknown) => (error instanceof UsageError ? error.message : String(error)),
      );
    expect(await wrong(record, "contacted", "7001")).toContain("--by");
    expect(await wrong(record, "remark", "7001", "--by", "小王")).toContain("--note");
    expect(await wrong(record, "dance", "7001", "--by", "小王")).toContain("动作：contacted");
    expect(await wrong(record, "contacted", "9", "--by", "小王")).toContain("没有找到“9”");
    expect(await wrong(record, "contacted", "示例收货人", "--by", "小王")).toContain(
      "对应 2 个订单",
    );
    expect(await wrong(importOrders)).toContain("至少一个文件");
    expect(await wrong(importOrders, path("none.csv"))).toContain("无法读取");
    expect(await wrong(verify, "--partial")).toContain("--against");
  });
});

describe("what cannot be altered unseen", () => {
  it("is proved to somebody who has nothing but the proof and the company's public line", async () => {
    await run(importOrders, writeList({ id: "7001" }, { id: "7002" }));
    await run(record, "contacted", "7001", "--by", "小王");
    const { text } = await run(prove, "7001", "--out", path("proof.json"));
    const verifier = text.split("：").at(-1) ?? "";
    expect(await run(prove, "--check", path("proof.json"), "--verifier", verifier)).toMatchObject({
      code: 0,
    });
    const forged = readFileSync(path("proof.json"), "utf8").replace("88.00", "8.00");
    writeFileSync(path("forged.json"), forged);
    expect(
      (await run(prove, "--check", path("forged.json"), "--verifier", verifier)).text,
    ).toContain("第 0 号记录的内容与账本里的承诺不符");
  });

  it("is verified against a folder and a branch that hold what was published", async () => {
    execFileSync("git", ["init", "--quiet", path("site")]);
    const branch = `git:${path("site")}#checkpoints`;
    await run(importOrders, writeList({ id: "7001" }));
    await run(publish, path("outside"), branch);
    await run(importOrders, writeList({ id: "7002" }));
    await run(publish, path("outside"), branch);
    expect(readdirSync(path("outside"))).toHaveLength(2);
    const all = await run(verify, "--against", path("outside"), "--against", branch);
    expect(all).toMatchObject({
      code: 0,
      text: expect.stringContaining("4 个外部检查点，全部相符"),
    });
    const partial = await run(verify, "--against", branch, "--partial");
    expect(partial.text).toContain("验证了 1 条记录");
  });

  it("changed by the owner of the database is named", async () => {
    await run(importOrders, writeList({ id: "7001" }));
    await run(publish, path("outside"));
    tamper("UPDATE record SET time = time + 1 WHERE seq = 0");
    const { code, text } = await run(verify, "--against", path("outside"));
    expect([code, text]).toEqual([1, expect.stringContaining("✗ 第 0 号记录被改动")]);
  });

  it("does not take another log's checkpoint for its own", async () => {
    await run(importOrders, writeList({ id: "7001" }));
    writeFileSync(path("note.txt"), "elsewhere\n1\nx\n\n— elsewhere AAAA\n");
    expect((await run(verify, "--against", path("note.txt"))).text).toContain("不是本账本签发的");
  });
});
