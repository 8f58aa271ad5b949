import { describe, expect, it } from "vitest";
import { collections } from "../../src/model/paths.ts";
import { account, affair, banner, type Data, job, product, reply, service } from "./entries.ts";

const said = (name: string, entry: Data, change: Data) => {
  const collection = collections.find((one) => one.name === name);
  return collection?.rules({ ...entry, ...change }).map((one) => `${one.field}: ${one.message}`);
};

describe("the rules between the fields of", () => {
  it.each<[string, Data, Data, string[]]>([
    ["affairs", affair, {}, []],
    ["affairs", affair, { cover_alt: "" }, ["cover_alt: 有题图时请填写题图说明"]],
    ["banners", banner, {}, []],
    ["banners", banner, { ends_at: banner.starts_at }, ["ends_at: 结束时间应晚于开始时间"]],
    ["banners", banner, { image: "" }, ["image: 首页卡片需要图片"]],
    ["banners", banner, { image: "", form: "bar" }, []],
    ["banners", banner, { image_alt: "" }, ["image_alt: 有图片时请填写图片说明"]],
    ["banners", banner, { evidence: "" }, ["evidence: 使用他人的内容，须填写授权或出处的链接"]],
    ["jobs", job, { apply_by: "2026-11-01" }, []],
    ["jobs", job, { apply_by: "2026-10-31" }, ["apply_by: 截止日期不应早于发布日期"]],
    ["duty", service, {}, []],
    ["duty", service, { online_to: "08:50" }, ["online_to: 结束时间应晚于开始时间"]],
    [
      "duty",
      service,
      { rota: [{ from: "2026-11-29", to: "2026-11-28" }] },
      ["rota: 值班的最后一天不应早于第一天"],
    ],
    ["replies", reply, {}, []],
    ["replies", reply, { text: "喂，哪位？" }, ["text: 开头语应有“您好”"]],
    ["replies", reply, { text: "您好，你等一下" }, ["text: 对顾客请用“您”，不用“你”"]],
    ["replies", reply, { kind: "closing", text: "再见" }, ["text: 结束语应向顾客道谢"]],
    ["replies", reply, { kind: "complaint", text: "马上处理" }, ["text: 遇到投诉应先致歉"]],
    ["replies", reply, { kind: "complaint", text: "非常抱歉，马上处理" }, []],
    ["accounts", account, {}, []],
    ["accounts", account, { note: "登录密码见表" }, ["note: 账号登记里不能写密码、密钥等内容"]],
    ["accounts", account, { title: "API Token" }, ["title: 账号登记里不能写密码、密钥等内容"]],
    ["products", product, { slug: "bath" }, ["slug: 这个网址名已被产品类别使用，请换一个"]],
    ["products", product, { slug: "bath-mat" }, []],
  ])("%s %#", (name, entry, change, problems) => {
    expect(said(name, entry, change)).toEqual(problems);
  });
});
