/** What the content checks say to editors. */
export const text = {
  unreadable: (reason: string) =>
    `文件开头的资料区（两行 --- 之间）读不出来：${reason}。请改正这一处，或在编辑台重新保存。`,
  yaml: {
    fence: "资料区应以单独一行 --- 开头，并以单独一行 --- 结尾",
    mapping: "资料区应是“字段: 内容”的形式",
    DUPLICATE_KEY: "同一个字段写了两次",
    BAD_INDENT: "缩进不对",
    TAB_AS_INDENT: "缩进要用空格，不能用 Tab",
    MISSING_CHAR: "缺少引号、冒号或括号",
    UNEXPECTED_TOKEN: "有多余的符号",
    BLOCK_AS_IMPLICIT_KEY: "一行里写了两个冒号，请给内容加上引号",
    MULTILINE_IMPLICIT_KEY: "字段名后缺少冒号",
    BAD_ALIAS: "内容以 * 开头时要加上引号",
    BAD_DIRECTIVE: "内容以 % 开头时要加上引号",
    BAD_SCALAR_START: "内容以特殊符号开头时要加上引号",
    RESOURCE_EXHAUSTION: "内容嵌套太深",
  } as Readonly<Record<string, string>>,
  yamlOther: "写法有误",
  unknownPlace: "这个位置不属于任何栏目，请移到栏目的文件夹里，或删除。",
  missing: (label: string) => `“${label}”是必填的，现在没有填写。`,
  unknownField: (name: string) => `没有名为“${name}”的字段，请删除这一行。`,
  wrong: (label: string, found: string, wanted: string) =>
    `“${label}”${wanted}，现在是“${found}”。`,
  notAllowed: (values: string) => `只能是：${values}`,
  tooLong: (limit: number) => `最多 ${limit} 个字`,
  tooShort: "不能为空",
  tooMany: (limit: number) => `最多 ${limit} 项`,
  tooSmall: (limit: number) => `不能小于 ${limit}`,
  tooLarge: (limit: number) => `不能大于 ${limit}`,
  wrongType: "类型不对",
  wrongForm: "格式不符",
  slugDiffers: (slug: string, file: string) =>
    `“网址名”是“${slug}”，但文件名是“${file}”，两者必须一致。网址名保存以后不能再改。`,
  notUnique: (label: string, value: string, other: string) =>
    `“${label}”${value} 已被 ${other} 使用，全站不能重复。`,
  noPicture: (file: string) => `找不到图片 ${file}，请重新上传。`,
  badRules: (path: string, problems: string) =>
    `${path} 不是正确的违禁词规则，请改正：\n${problems}`,
  twinRule: (id: string) => `违禁词规则“${id}”写了两次，请改名或合并。`,
  unknownTest: (id: string, name: string) =>
    `违禁词规则“${id}”用到的语境“${name}”不存在，请在 sentences 里写明。`,
  passed: (count: number) => `已检查 ${count} 个文件，没有问题。`,
  failed: (blocking: number, all: number) => `发现 ${all} 处问题，其中 ${blocking} 处必须改正。`,
  usage: [
    "用法：npm run check -- [路径…] [--format text|json]",
    "",
    "检查内容是否符合模型的要求，不写路径时检查整个 content/。",
    "发现必须改正的问题时退出码为 1，用法不对为 2。",
  ].join("\n"),
  unknownPath: (given: string) => `找不到“${given}”。请写 content/ 里的文件或文件夹。`,
  notAFile: "这里只能放普通文件，不能放链接等特殊文件。请换成文件本身。",
  unknownFormat: (given: string) => `--format 只能是 text 或 json，现在是“${given}”。`,
  line: (path: string, line: number, column: number, message: string) =>
    `${path}:${line}:${column}  ${message}`,
};
