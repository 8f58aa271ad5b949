import { html, nothing, type TemplateResult } from "lit-html";
import { text } from "../../text.ts";
import type { Desk } from "../desk.ts";
import type { PagePair } from "./pages.ts";
import { takeShot } from "./shot.ts";

const words = text.review.shots;

/** The pictures of a page before and after, made when somebody asks for them. */
export interface Shots {
  view(number: number, pair: PagePair): TemplateResult;
  leave(): void;
}

interface Shot {
  readonly side: string;
  readonly url: string;
}

type State = "making" | { readonly shots: readonly Shot[] } | { readonly failed: string };

const widths = { wide: 1280, narrow: 390 } as const;
type Width = keyof typeof widths;

export function createShots(desk: Desk): Shots {
  const states = new Map<string, State>();
  let width: Width = matchMedia("(max-width: 48rem)").matches ? "narrow" : "wide";
  const set = (page: string, state: State) => {
    release(states.get(page));
    states.set(page, state);
    desk.draw();
  };
  const make = async (pair: PagePair) => {
    set(pair.page, "making");
    const sides = [
      ...(pair.before ? [{ side: text.review.before, address: pair.before }] : []),
      ...(pair.after ? [{ side: text.review.after, address: pair.after }] : []),
    ];
    try {
      const shots: Shot[] = [];
      for (const { side, address } of sides) {
        const blob = await takeShot(address, widths[width]);
        shots.push({ side, url: URL.createObjectURL(blob) });
      }
      set(pair.page, { shots });
    } catch (error) {
      const elsewhere = error instanceof TypeError;
      const reason = error instanceof Error ? error.message : String(error);
      set(pair.page, { failed: elsewhere ? words.elsewhere : reason });
    }
  };
  const choose = (one: Width) => {
    width = one;
    desk.draw();
  };
  return {
    view(number, pair) {
      const state = states.get(pair.page);
      return html`<div class="shots">
        <fieldset class="choice"><legend>${words.width}</legend>
          ${(["wide", "narrow"] as const).map(
            (one) =>
              html`<label><input type="radio" name=${`width ${pair.page}`} .checked=${width === one} @change=${() => choose(one)} />${words[one]}</label>`,
          )}
        </fieldset>
        <button type="button" ?disabled=${state === "making"} @click=${() => make(pair)}>${state === "making" ? words.making : words.make}</button>
        ${state === undefined || state === "making" ? nothing : stateView(state, number)}
      </div>`;
    },
    leave() {
      for (const state of states.values()) release(state);
    },
  };
}

function release(state: State | undefined): void {
  if (typeof state === "object" && "shots" in state)
    for (const { url } of state.shots) URL.revokeObjectURL(url);
}

function stateView(state: Exclude<State, "making">, number: number): TemplateResult {
  if ("failed" in state)
    return html`<p class="trouble" role="alert">${words.failed(state.failed)}</p>`;
  return html`<div class="pair shown">${state.shots.map(
    ({ side, url }) => html`<figure>
      <figcaption>${side}</figcaption>
      <a href=${url} target="_blank"><img class="shot" src=${url} alt=${words.alt(side)} /><span class="soft enlarge">${words.enlarge}</span></a>
      <a class="action" href=${url} download=${words.name(number, side)}>${words.save}</a>
    </figure>`,
  )}</div>`;
}
