/** The system's own, and PostgreSQL's `disk_full`. */
const codes = new Set(["ENOSPC", "EDQUOT", "EFBIG", "53100"]);
/** SQLITE_FULL, and SQLITE_IOERR_WRITE where the system refuses a write for another reason of space. */
const sqliteCodes = new Set([13, 778]);

/** Whether something could not be written because there was no room for it. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && codes.has(String(error.code))) return true;
  return "errcode" in error && sqliteCodes.has(Number(error.errcode));
}
