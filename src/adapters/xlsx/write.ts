import writeXlsxFile from "write-excel-file/node";

/** A workbook of one sheet; every cell is text, so that no number is rounded and no formula runs. */
export function toXlsx(table: readonly (readonly string[])[], sheet: string): Promise<Buffer> {
  const rows = table.map((row) => row.map((value) => ({ value, type: String })));
  return writeXlsxFile(rows, { sheet, stickyRowsCount: 1 }).toBuffer();
}
