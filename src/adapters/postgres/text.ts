/** What the database adapter says to the administrator. */
export const text = {
  notSetUp:
    "数据库里还没有账本的表。请先用数据库管理员的连接运行 npm run orders -- setup --role 角色名。",
  tooPowerful: (role: string, power: string) =>
    `数据库角色“${role}”有权改动账本（${power}），不能用它运行。请改用 setup 授权过的、只能新增和读取的角色。`,
};
