/** Every word the ledger says to a person. */

export const bundleText = {
  verifierUnreadable: "公钥行无法识别，应为“名称+编号+base64”。请使用公司公布的公钥行。",
  unreadable: "证明文件的格式不对，或内容不完整。请重新导出。",
  notSigned: "检查点的签名与公钥不符：不是这个账本签发的，或被改动过。",
  leafUnreadable: (at: number) => `证明里的第 ${at} 条记录无法识别。`,
  notIncluded: (seq: number) => `第 ${seq} 号记录不在检查点所指的账本里，或被改动过。`,
  bodyDiffers: (seq: number) => `第 ${seq} 号记录的内容与账本里的承诺不符。`,
};

const short = (digest: Uint8Array) => Buffer.from(digest).toString("base64").slice(0, 16);

/** What an audit finds: the message, what was recorded, and what is there. */
export const auditText = {
  unsigned: (signed: number, size: number) => ({
    message: `第 ${signed} 至 ${size - 1} 号记录没有检查点签名，不是由本程序完整写入的。`,
    expected: `${signed} 条`,
    found: `${size} 条`,
  }),
  missing: (seq: number) => ({
    message: `第 ${seq} 号记录不见了。`,
    expected: "有这条记录",
    found: "没有",
  }),
  shorter: (published: number, size: number) => ({
    message: `对外公布的检查点有 ${published} 条记录，账本里只有 ${size} 条：末尾的记录被删除，或账本被换成了旧的。`,
    expected: `${published} 条`,
    found: `${size} 条`,
  }),
  root: (size: number, expected: Uint8Array, found: Uint8Array) => ({
    message: `前 ${size} 条记录与当时签名的检查点不符：其中有记录被改动。`,
    expected: short(expected),
    found: short(found),
  }),
  published: (size: number, expected: Uint8Array, found: Uint8Array) => ({
    message: `前 ${size} 条记录与对外公布的检查点不符：公布之后有记录被改动。`,
    expected: short(expected),
    found: short(found),
  }),
  badCheckpoint: (size: number, note: string) => ({
    message: `大小为 ${size} 的检查点签名不对，或内容被改动。`,
    expected: "由本账本签名的检查点",
    found: note.split("\n").slice(0, 2).join(" "),
  }),
  node: (
    { start, end }: { readonly start: number; readonly end: number },
    expected: Uint8Array | null,
    found: Uint8Array,
  ) => ({
    message: `第 ${start} 至 ${end - 1} 号记录与写入时留下的摘要不符：其中有记录或摘要被改动。`,
    expected: expected ? short(expected) : "没有摘要",
    found: short(found),
  }),
  leaf: (seq: number, expected: Uint8Array, found: Uint8Array) => ({
    message: `第 ${seq} 号记录被改动：内容与写入时的摘要不符。`,
    expected: short(expected),
    found: short(found),
  }),
  locked: (seq: number) => ({
    message: `第 ${seq} 号记录的正文解不开：正文或它的密钥被改动。`,
    expected: "能用订单密钥解开",
    found: "解不开",
  }),
  commitment: (seq: number, expected: Uint8Array, found: Uint8Array) => ({
    message: `第 ${seq} 号记录的正文与账本里的承诺不符。`,
    expected: short(expected),
    found: short(found),
  }),
  keyless: (seq: number) => ({
    message: `第 ${seq} 号记录的密钥不见了，账本里也没有依规销毁的记录。`,
    expected: "有密钥，或有销毁记录",
    found: "都没有",
  }),
};
