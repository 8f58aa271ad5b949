import { text } from "../text.ts";
import type { Entry } from "./cms.ts";
import type { Forms } from "./forms.ts";
import { Refusal } from "./refusal.ts";
import { savable } from "./savable.ts";
import { type Answer, warn } from "./warn.ts";
import type { Other } from "./watch.ts";

/** What a save asks the rest of the desk. */
interface Desk {
  readonly forms: Forms;
  readonly check: () => Promise<Other | null>;
  readonly accept: () => Promise<void>;
  /** What the name in an address belongs to already; null when it is free. */
  readonly ownerOf: (collection: string, slug: string) => Promise<string | null>;
  /** Opens the entry anew; what was written is offered again then. */
  readonly reopen: () => void;
  readonly remember: (collection: string, slug: string, name: string) => void;
}

/**
 * Before an entry is saved: what can be written of the form is taken, a name in the address is
 * used once, and nobody's work is lost unseen.
 * Throws with Chinese words.
 */
export async function beforeSave({ entry }: { entry: Entry }, desk: Desk): Promise<unknown> {
  const collection = entry.get("collection");
  const data = savable(collection, entry.get("data"));
  const plain = data.toJS();
  const slug = entry.get("newRecord") ? wordIn(plain.slug) : entry.get("slug");
  if (entry.get("newRecord")) await refuseTaken(desk, collection, slug);
  else await refuseConflict(desk, collection, slug, plain);
  desk.remember(collection, slug, desk.forms.nameOf(collection, slug, plain));
  return data;
}

// Decap would quietly add a number to the file's name, and address and field would differ.
async function refuseTaken({ ownerOf }: Desk, collection: string, slug: string): Promise<void> {
  const owner = await ownerOf(collection, slug);
  if (owner !== null) throw new Refusal(text.slugTaken(slug, owner));
}

async function refuseConflict(
  desk: Desk,
  collection: string,
  slug: string,
  data: Record<string, unknown>,
): Promise<void> {
  const other = await desk.check();
  if (!other) return;
  const labelOf = (field: string) => desk.forms.labelOf(collection, slug, field);
  const answer: Answer = await warn(other, { data, labelOf });
  if (answer === "overwrite") return desk.accept();
  if (answer === "load") desk.reopen();
  throw new Refusal(answer === "load" ? text.conflict.loading : text.conflict.waited);
}

function wordIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}
