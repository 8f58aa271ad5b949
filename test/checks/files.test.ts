import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkContent } from "../../src/checks/checks.ts";
import { blocking, findingsOf, noRules, product } from "./documents.ts";

describe("the content of the repository", () => {
  const paths = readdirSync("content", { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => `${one.parentPath}/${one.name}`);
  const documents = paths
    .filter((one) => one.endsWith(".md"))
    .map((one) => ({ path: one, source: readFileSync(one, "utf8") }));

  it("passes, every page of it", () => {
    expect(documents.length).toBeGreaterThan(15);
    expect(blocking(documents, paths)).toEqual([]);
  });

  it("misses its pictures when they are gone", () => {
    const found = blocking(documents, []);
    const withPicture = documents.filter(({ source }) => source.includes("../media/"));
    expect(new Set(found.map((one) => one.path))).toEqual(
      new Set(withPicture.map((one) => one.path)),
    );
    expect(new Set(found.map((one) => one.rule))).toEqual(new Set(["links"]));
  });
});

describe("a file in a wrong place", () => {
  it.each([
    "content/readme.md",
    "content/products/cups/bamboo-cup.md",
    "content/pages/team.md",
    "content/pages/toString.md",
    "content/media/products/bamboo-cup.md",
    "content/竹杯.md",
  ])("%s is refused, whatever it says", (wrong) => {
    expect(findingsOf(product(), wrong)).toEqual([
      "1:1 这个位置不属于任何栏目，请移到栏目的文件夹里，或删除。",
    ]);
  });

  it("is measured by the collection in which it stands", () => {
    expect(findingsOf("---\ntitle: 简介\nsummary: 杭州\n---\n", "content/pages/about.md")).toEqual(
      [],
    );
    expect(findingsOf("---\ntitle: 简介\nsummary: 杭州\n---\n", "content/pages/home.md")).toEqual([
      "1:1 “副标题”是必填的，现在没有填写。",
      "1:1 “版面（从上到下）”是必填的，现在没有填写。",
      "1:1 “最近审定日期”是必填的，现在没有填写。",
      "3:1 没有名为“summary”的字段，请删除这一行。",
    ]);
  });
});

describe("what is no Markdown", () => {
  it("stands among the media or nowhere", () => {
    const paths = ["content/media/products/a.jpg", "content/products/a.MD", "content/b.html"];
    const found = blocking([], paths);
    expect(found.map(({ rule, path }) => [rule, path])).toEqual([
      ["files", "content/b.html"],
      ["files", "content/products/a.MD"],
    ]);
  });
});

describe("front matter that cannot be read", () => {
  const fence = "1:1 资料区应以单独一行 --- 开头，并以单独一行 --- 结尾";

  it.each([
    ["an open bracket", product("price: [3900"), "7:1 缩进不对"],
    ["a field twice", product("price: 3900\nprice: 3900"), "7:1 同一个字段写了两次"],
    ["an alias to nothing", product("price: *x"), "1:1 内容以 * 开头时要加上引号"],
    ["a tab for indentation", product("gallery:\n\t- image: a"), "14:1 缩进要用空格，不能用 Tab"],
    ["two colons", product("price: a: b"), "6:8 一行里写了两个冒号，请给内容加上引号"],
    ["a list", "---\n- a\n---\n", "2:1 资料区应是“字段: 内容”的形式"],
    ["JavaScript", "---js\n{ title: 1 }\n---\n", fence],
    ["TOML", "---toml\ntitle = 1\n---\n", fence],
    ["YAML by name", product().replace("---", "---yaml"), fence],
    ["no closing line", product().replace("\n---\n", "\n"), fence],
  ])("%s is one finding, in Chinese, where reading ended", (_what, source, said) => {
    const [place, reason] = said.split(/ (.*)/);
    expect(findingsOf(source)).toEqual([
      `${place} 文件开头的资料区（两行 --- 之间）读不出来：${reason}。请改正这一处，或在编辑台重新保存。`,
    ]);
  });

  it("does not hide what is wrong with other files", () => {
    const broken = { path: "content/products/x.md", source: "---\na: [\n---\n" };
    const wrong = { path: "content/news/a.md", source: "" };
    const found = blocking([broken, wrong], []);
    expect(found.map((one) => one.path)).toEqual([...Array(4).fill(wrong.path), broken.path]);
  });
});

describe("front matter in another form", () => {
  const source = product("price: 便宜");

  it.each([
    ["a byte order mark", `\uFEFF${source}`],
    ["no text below", source.slice(0, source.indexOf("\n\n"))],
    ["Windows line ends", source.replaceAll("\n", "\r\n")],
    ["blanks after the dashes", source.replaceAll("---\n", "--- \n")],
  ])("with %s is read, and shown in the same place", (_form, one) => {
    expect(findingsOf(one)).toEqual(["6:8 “价格（元）”类型不对，现在是“便宜”。"]);
  });
});

describe("a name", () => {
  const named = (name: string) =>
    blocking([], [`content/media/products/${name}`]).map((one) => one.message);

  it.each(["cup.jpg", "竹杯-01.webp", `${"a".repeat(96)}.jpg`])("%s is good", (name) => {
    expect(named(name)).toEqual([]);
  });

  it.each([
    ["竹 杯.jpg", "含有空格或特殊符号", "竹-杯.jpg"],
    ["CON.png", "是 Windows 保留的名字", "file-CON.png"],
    ["cup.jpg.", "以点或空格开头或结尾", "cup-jpg"],
    ["gpj\u202e.exe", "含有看不见的字符", "gpj.exe"],
    ["cafe\u0301.jpg", "的编码形式不统一", "café.jpg"],
    ["../a.jpg", "含有空的或“..”这样的一段", "a.jpg"],
    [`${"a".repeat(97)}.jpg`, "超过 100 个字节", `${"a".repeat(30)}.jpg`],
  ])("%j is refused, and a safe one is proposed", (name, problem, safe) => {
    expect(named(name)).toEqual([expect.stringContaining(problem)]);
    expect(named(name)).toEqual([expect.stringContaining(`例如“${safe}”`)]);
  });

  it("differs from the others by more than capitals", () => {
    const paths = ["content/media/products/A.jpg", "content/media/products/a.jpg"];
    expect(blocking([], paths).map(({ path, message }) => [path, message])).toEqual([
      [paths[1], expect.stringContaining("只差大小写")],
    ]);
  });
});

describe("what git holds", () => {
  const kinds = (mode: string) =>
    checkContent(
      { documents: [], files: [{ path: "content/news/a.md", mode }] },
      noRules,
      "2026-11-25",
    ).map((one) => one.message);

  it.each([
    ["120000", "这里只能放普通文件"],
    ["160000", "内容里不能放子模块"],
    ["100755", "内容文件不能带可执行权限"],
  ])("with the mode %s is refused", (mode, message) => {
    expect(kinds(mode)).toEqual([expect.stringContaining(message)]);
  });

  it("is a plain file", () => {
    expect(kinds("100644")).toEqual([]);
  });

  it.each(["content/media/a.jpg", "content/media/elsewhere/a.jpg"])(
    "at %s stands in no collection's folder",
    (path) => {
      expect(blocking([], [path]).map((one) => one.rule)).toEqual(["files"]);
    },
  );
});
