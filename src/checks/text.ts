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
  noMedia: (file: string) => `找不到文件 ${file}，请重新上传。`,
  badRules: (path: string, problems: string) => `${path} 的写法不对，请改正：\n${problems}`,
  noRuleFile: (path: string) => `没有找到 ${path}，无法检查。请恢复这个文件。`,
  noRules: (folder: string) => `${folder} 里没有违禁词规则，无法检查。请恢复这个文件夹。`,
  twinRule: (id: string) => `违禁词规则“${id}”写了两次，请改名或合并。`,
  unknownTest: (id: string, name: string) =>
    `违禁词规则“${id}”用到的语境“${name}”不存在，请在 sentences 里写明。`,
  secret: (kind: string) =>
    `这里像是写了密钥或口令（${kind}）。请立即删除，并到对应平台作废、更换：提交过的密钥即使删除也会留在历史里。`,
  signs: (count: number) => `${count} 个字符`,
  privacy: {
    id: "这里写了身份证号码。请删除；确需收集个人信息的，不得放在网站内容里。",
    mobile: "这里写了个人手机号码。请删除，改用公司的 400 热线或客服渠道。",
    card: "这里写了银行卡号。请删除。",
    address: "这里写了个人住址。请删除。",
  },
  privacyLaw: "《个人信息保护法》第六条、第十条",
  rawHtml: "正文里不能写 HTML，网站只会把它当文字显示。请删除，用编辑台的按钮设置格式。",
  scriptLink: "这个链接会运行脚本或打开本机内容。请换成 https:// 开头的网址。",
  dataImage: "图片不能写进正文里。请用编辑台上传图片。",
  tooComplex: "正文太长，或方括号、星号等符号太多，无法检查。请拆成几页，或删去多余的符号。",
  turning: "这里有看不见的控制字符，会把文字倒过来显示。请删除后重新输入这段文字。",
  hotLink: "不能引用别的网站的图片：对方可以随时更换或删除。请下载后上传到本站。",
  noPage: (url: string) => `本站没有网页 ${url}，请改正链接。`,
  orphan: "没有任何页面使用这个文件，不再需要时请删除。",
  executable: "内容文件不能带可执行权限。请运行 git update-index --chmod=-x 后重新提交。",
  submodule: "内容里不能放子模块。请放文件本身。",
  names: {
    unseen: "含有看不见的字符",
    form: "字符的编码形式不统一（应为 NFC）",
    dots: "含有空的或“..”这样的一段",
    reserved: "是 Windows 保留的名字",
    ends: "以点或空格开头或结尾",
    signs: "含有空格或特殊符号",
    long: (limit: number) => `超过 ${limit} 个字节`,
  },
  badName: (problem: string, name: string) => `文件名${problem}，请改名，例如“${name}”。`,
  clash: (other: string) => `与 ${other} 只差大小写，在 Windows 和 macOS 上会互相覆盖。请改名。`,
  notLiftable: (rule: string) => `“${rule}”不能豁免，请改正内容本身。`,
  badAllowance:
    '豁免写法不对。应为 <!-- compliance-allow 规则名 reason="理由，至少四个字" -->，只对下一段有效。',
  unusedAllowance: (rule: string) => `下一段没有“${rule}”的问题，请删除这条豁免。`,
  expiredAllowance: ({ rule, path, expires }: { rule: string; path: string; expires: string }) =>
    `${path} 的“${rule}”豁免已于 ${expires} 到期，请复核后续期或删除。`,
  idleAllowance: ({ rule, path, text }: { rule: string; path: string; text: string }) =>
    `${path} 里已没有“${rule}”的“${text}”，请删除这条豁免。`,
  media: {
    tooLarge: (kind: "image" | "video" | "document", bytes: number, limit: number) =>
      `${{ image: "图片", video: "视频", document: "文档" }[kind]}有 ${bytes.toLocaleString("en")} 字节，不能超过 ${
        limit >= 1024 * 1024 ? `${limit / 1024 / 1024} MB` : `${limit / 1024} KB`
      }（${limit.toLocaleString("en")} 字节）。请压缩后重新上传${
        kind === "document" ? "" : "：npm run media -- optimise 文件"
      }。`,
    problems: {
      empty: () => "文件是空的，请重新上传。",
      pointer: () => "这是 Git LFS 的指针，不是文件本身。请不用 LFS，直接提交文件。",
      "unknown-type": (type) =>
        `看不出这是可以使用的文件${type && `（内容是 ${type}）`}。图片请用 JPG、PNG、WebP、AVIF、GIF 或 SVG，视频用 MP4、WebM，文档用 PDF、DOCX、XLSX、PPTX。`,
      "wrong-name": (type) =>
        `文件的内容是 ${type}，与扩展名不符。请改用正确的扩展名，或重新导出。`,
      heic: () => "这是 HEIC 照片，多数浏览器不能显示。请导出为 JPEG 或 WebP。",
      broken: (detail) => `文件已损坏或不完整，无法读取${detail && `（${detail}）`}。请重新导出。`,
      trailing: (bytes) => `图片后面还藏着 ${bytes} 字节别的内容。请重新导出图片。`,
      cmyk: () => "图片是印刷用的 CMYK 颜色，网页上会偏色。请转换为 sRGB。",
      gps: () => "文件里记录了拍摄地点（GPS）。请去掉位置信息后重新上传。",
      author: () => "文件里记录了作者或版权人，请确认可以公开。",
      turned: () => "照片靠旋转标记才是正的，有的地方会显示成横的。请转正后保存。",
      "too-many-frames": (frames) =>
        `动图有 ${frames} 帧，总像素太多，会拖慢页面。请减少帧数或尺寸，或改用视频。`,
      apng: () => "这是动态 PNG，部分软件只显示第一帧。建议改用 WebP 或视频。",
      "too-many-pixels": (size) =>
        `图片像素太多${size && `（${size}）`}，不能超过 5000 万。请缩小后上传。`,
      "too-long-side": (size) => `图片边长是 ${size}，不能超过 16383。请缩小后上传。`,
      deep: () => "图片每色超过 8 位，网页用不到，只会变大。建议转为 8 位。",
      "hidden-text": (bytes) => `图片里带有 ${bytes} 字节的附加文字数据。请去掉后重新导出。`,
      tiny: () => "图片只有一两个像素，像是跟踪用的。请确认需要它。",
      "svg-doctype": () => "SVG 里不能有 DOCTYPE。请从设计软件重新导出“纯 SVG”。",
      "svg-element": (name) => `SVG 里不能有“${name}”元素。请删除，或导出为 PNG。`,
      "svg-attribute": (name) => `SVG 里不能有会运行脚本的“${name}”属性。请删除。`,
      "svg-link": (url) => `SVG 里不能链接到别处（${url}）。请删除，或导出为 PNG。`,
      "svg-style": (part) => `SVG 的样式引用了外部内容（${part}）。请删除，或导出为 PNG。`,
      "pdf-script": () => "PDF 里有 JavaScript。请另存为不带脚本的 PDF。",
      "pdf-action": () => "PDF 里有会启动程序、提交表单或嵌入多媒体的动作。请另存为普通 PDF。",
      "pdf-attachment": (names) => `PDF 里夹带了附件${names && `（${names}）`}。请去掉附件。`,
      "pdf-locked": () => "PDF 加了密码或权限限制，无法检查。请去掉限制后上传。",
      "office-macro": () => "Office 文件里有宏或嵌入对象。请另存为不含宏的文件，或导出 PDF。",
      "office-external": () => "Office 文件会从外部加载模板或图片。请断开链接后另存。",
      bomb: (size) => `文件展开后过大（${size}），无法检查。请拆分或导出为 PDF。`,
      "slow-start": () =>
        "视频要整个下载完才能播放。请运行 ffmpeg -i 输入.mp4 -c copy -movflags +faststart 输出.mp4。",
      codec: (name) =>
        `视频编码 ${name} 在许多浏览器里放不出来。请转为 H.264：ffmpeg -i 输入 -c:v libx264 -pix_fmt yuv420p -movflags +faststart 输出.mp4。`,
      chroma: (name) =>
        `视频的色度格式是 ${name}，许多设备放不出来。请用 ffmpeg 加 -pix_fmt yuv420p 转换。`,
      truncated: () => "视频不完整，后面缺了一段。请重新导出。",
      crashed: () => "检查这个文件时超时或出错，不能放行。请重新导出，或换一种格式。",
    } satisfies Record<string, (detail: string) => string>,
  },
  optimise: {
    usage: [
      "用法：npm run media -- optimise 图片…",
      "",
      "把图片转正、转为 sRGB、去掉拍摄信息（含 GPS），压缩到上限以内，直接改写原文件。",
      "视频不会改写，只给出要运行的 ffmpeg 命令。",
      "退出码：0 全部完成；1 有文件没有完成；2 用法不对。",
    ].join("\n"),
    done: (path: string, before: number, after: number, width: number, height: number) =>
      `${path}：${before.toLocaleString("en")} → ${after.toLocaleString("en")} 字节，${width}×${height}`,
    tooMuch: (path: string) => `${path}：压缩后仍超过上限，请先裁剪或缩小。`,
    notAPicture: (path: string) => `${path}：不是可以压缩的图片（JPG、PNG、WebP、AVIF）。`,
    failed: (path: string, reason: string) =>
      `${path}：无法处理（${reason}）。请检查文件是否完整。`,
    video: (path: string) =>
      `${path}：请运行 ffmpeg -i ${path} -c:v libx264 -crf 26 -vf "scale='min(1280,iw)':-2" -pix_fmt yuv420p -c:a aac -map_metadata -1 -movflags +faststart ${path.replace(/\.[^.]+$/, "")}-small.mp4`,
  },
  inHistory: (commit: string, message: string) =>
    `提交 ${commit} 里的这个文件：${message}它虽已不在最新版本里，仍留在历史中，请重做这些提交。`,
  warning: "〔提醒〕",
  law: (law: string) => `（${law}）`,
  summaryTitle: (count: number) => `## 内容检查：${count} 处`,
  summaryHead: "| 位置 | 规则 | 说明 |",
  passed: (count: number) => `已检查 ${count} 个文件，没有问题。`,
  failed: (blocking: number, all: number) => `发现 ${all} 处问题，其中 ${blocking} 处必须改正。`,
  progress: (done: number, all: number) => `已检查 ${done}/${all} 个媒体文件…`,
  usage: (checks: string) =>
    [
      "用法：npm run check -- [路径…] [选项]",
      "",
      "检查内容：字段、违禁词、密钥、个人信息、图片视频文档、HTML、链接、文件名。不写路径时检查整个 content/。",
      "  --staged          检查将要提交的内容（git 暂存区）",
      "  --base 版本       检查当前提交相对该版本的改动，并查看其间每一个提交；规则取自该版本",
      "  --root 目录       另一个仓库目录",
      "  --format 格式     text（默认）、json（每行一个）、github（注解）、sarif",
      `  --only 检查,…     只做其中几项：${checks}`,
      "  --stdin --as 路径 检查标准输入的文字，当作该路径的文件",
      "  --help            显示这些说明",
      "",
      "退出码：0 没有必须改正的问题；1 有；2 用法不对；70 程序出错。",
    ].join("\n"),
  unknownPath: (given: string) => `找不到“${given}”。请写 content/ 里的文件或文件夹。`,
  unknownFormat: (given: string) =>
    `--format 只能是 text、json、github 或 sarif，现在是“${given}”。`,
  unknownCheck: (given: string, checks: string) =>
    `没有名为“${given}”的检查，可用的是：${checks}。`,
  unknownBase: (given: string) => `找不到版本“${given}”。请先取回它，例如 git fetch origin main。`,
  stdinNeedsAs: "--stdin 要和 --as 路径 一起使用，例如 --stdin --as content/news/a.md。",
  oneSource: "--staged、--base 和 --stdin 只能用一个。",
  notARepository: (root: string) => `${root} 不是 git 仓库，不能用 --staged 或 --base。`,
  notAFile: "这里只能放普通文件，不能放链接等特殊文件。请换成文件本身。",
  line: (path: string, line: number, column: number, message: string) =>
    `${path}:${line}:${column}  ${message}`,
};
