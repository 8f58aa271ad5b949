/** An error whose message alone Decap shows: where there is a name, it puts it in front. */
export class Refusal extends Error {
  override name = "";
}
