import { describe, expect, it } from "vitest";
import { verdicts } from "./company-rules.ts";

const about = "content/pages/about.md";

describe("what the law exempts passes", () => {
  it.each([
    ["it is forbidden", "文案里不得使用“国家级”“最佳”等用语。"],
    ["the statute is quoted", "《广告法》第九条规定，广告不得使用国家级、最高级、最佳等用语。"],
    ["readers are warned", "凡自称包治百病的，多半是骗局。"],
    ["a goal", "我们的目标是成为行业第一。"],
    ["an attitude", "没有最好，只有更好。"],
    ["how to use it", "最佳食用温度为 4 至 8 度。"],
    ["a measure", "隔板最大承重 20 千克，最高温度 90 度。"],
    ["a length", "规格：长 16 厘米，宽 3 厘米，全长 22 厘米。"],
    ["a height", "杯高 16 厘米，壶高18cm。"],
    ["advice", "使用前最好先用温水冲洗。"],
    ["how to choose", "怎样挑选最适合自己的枕头？"],
    ["an institution's name", "工厂位于国家级新区。"],
    ["a ceremony", "全体同事参加升国旗仪式。"],
    ["an order in time", "第一批货已到，第二批下周发。"],
    ["the voice of a statute", "主管部门应当依法查处假冒驰名商标的行为。"],
    ["the police", "民警提醒市民，非法持有气枪要负法律责任。"],
    ["a chemist's", "消炎止痛类药品请到药店购买。"],
    ["words for learning", "识字卡片：独一无二、名列前茅。"],
    ["what is not for them", "如果您找的是最便宜的锅，我们可能不合适。"],
    ["how swindles are told", "如何识别假冒的“驰名商标”宣传？"],
  ])("%s", (_why, text) => {
    expect(verdicts(`${text}\n`)).toEqual([]);
  });
});

describe("what needs a proof is a warning", () => {
  it.each([
    ["time, place and source are named", "据中国家用品协会统计，2025 年全国销量第一。"],
    ["one of several", "可能是最舒适的枕头之一。"],
    ["one's own", "本店最畅销的杯子。"],
    ["a title that the state gives", "公司是国家级高新技术企业。"],
    ["a patent without a number", "杯盖采用专利结构。"],
    ["data without a source", "99% 的用户表示满意。"],
    ["spelled out in letters alone", "zui jia 之选"],
  ])("%s", (_why, text) => {
    const found = verdicts(`${text}\n`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((one) => one.startsWith("block"))).toEqual([]);
  });
});

describe("a claim is known by its sense", () => {
  it.each([
    ["nobody is better", "没有哪家的刀比我们的更锋利。"],
    ["nobody can", "在保温这件事上，没有谁能超过我们。"],
    ["better than everybody", "周年庆，比谁都便宜。"],
    ["the first of all", "本公司产品质量位居全国之首。"],
    ["better than all of its kind", "同类产品里数它最耐用。"],
    ["an illness that ends", "喝它三个月，糖尿病不再打针。"],
    ["no physician any more", "喝了它再也不用去医院。"],
    ["years taken away", "长期使用，皮肤年轻二十岁。"],
    ["money back with more", "投资五万，三年返还十五万。"],
    ["a review for money", "中差评麻烦您删一下，我们给您退一半货款。"],
    ["others run down", "别的店卖的砧板一泡就散，坑人。"],
    ["people run down", "穷人才用塑料杯。"],
    ["waste made light of", "用完随手扔，大自然会处理。"],
  ])("%s", (_sense, text) => {
    expect(verdicts(`${text}\n`).some((one) => one.startsWith("block"))).toBe(true);
  });
});

describe("the place counts", () => {
  it("on its own premises the company may say more, but not everything", () => {
    expect(verdicts("国家级品质。\n", about)).toEqual(["warn 国家级"]);
    expect(verdicts("根治高血压。\n", about)[0]).toMatch(/^block/);
  });
});

describe("every article of the law that the rules cover", () => {
  it.each([
    ["广告法 9(1)", "杯身印有国旗，买就送。"],
    ["广告法 9(2)", "国务院推荐产品。"],
    ["广告法 9(3)", "最高级的享受。"],
    ["广告法 9(4)", "台湾等国家均可发货。"],
    ["广告法 9(5)", "地震促销，全场五折。"],
    ["广告法 9(8)", "开光手串，招财进宝。"],
    ["广告法 9(9)", "招聘客服，只招汉族。"],
    ["广告法 9(10)", "出售象牙制品。"],
    ["广告法 11", "用户满意率高达 99%。"],
    ["广告法 12", "本产品专利申请中。"],
    ["广告法 13", "别家的锅都是垃圾。"],
    ["广告法 16", "三天治愈糖尿病。"],
    ["广告法 17", "长期使用可降血压。"],
    ["广告法 18", "可代替药物。"],
    ["广告法 20", "营养媲美母乳。"],
    ["广告法 22", "电子烟新品上市，下单包邮。"],
    ["广告法 23", "喝了不上头，千杯不醉。"],
    ["广告法 24", "报名即保过，不过退费。"],
    ["广告法 25", "加盟稳赚不赔。"],
    ["广告法 26", "买商铺坐等升值。"],
    ["广告法 28", "永不磨损，百分百有效。"],
    ["广告法 38", "六岁童星代言。"],
    ["商标法 14", "荣获中国驰名商标。"],
    ["英雄烈士保护法 22", "雷锋同款水壶。"],
    ["食品安全法 73", "常吃能治胃病。"],
    ["化妆品条例 43", "祛疤祛斑药妆。"],
    ["电子商务法 17", "五星好评返现五元。"],
    ["电子商务法 13", "高仿包包现货。"],
    ["消费者权益保护法 26", "最终解释权归本店所有。"],
    ["价格法 14", "先把原价提到九百再打五折。"],
    ["个人信息保护法 14", "打开网页即视为同意我们读取通讯录并提供给第三方。"],
  ])("%s", (_article, text) => {
    expect(verdicts(`${text}\n`).length).toBeGreaterThan(0);
  });
});
