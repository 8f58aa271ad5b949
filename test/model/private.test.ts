import { describe, expect, it } from "vitest";
import { serviceSchema } from "../../src/model/duty.ts";
import { publicData } from "../../src/model/private.ts";
import { productSchema } from "../../src/model/products.ts";
import { product, service } from "./entries.ts";

describe("what reaches the site", () => {
  it("is everything but the private fields, also those within a list", () => {
    const { rota, ...others } = service;
    expect(JSON.stringify(rota)).toMatch(/person.*phone/);
    expect(publicData(serviceSchema, service)).toEqual({
      ...others,
      rota: [{ from: "2026-11-28", to: "2026-11-29" }],
    });
  });

  it("is all of an entry that has nothing private", () => {
    expect(publicData(productSchema, product)).toEqual(product);
  });

  it("keeps what is wrong for the schema to say so", () => {
    expect(publicData(serviceSchema, { rota: "x", other: 1 })).toEqual({ rota: "x", other: 1 });
  });
});
