import { text } from "../text.ts";
import type { WidgetProps } from "./cms.ts";
import { parsePrice, yuanOf } from "./price.ts";

/** The price, typed in 元 and stored as whole 分. */
export function priceControl(): unknown {
  return window.createClass<WidgetProps>({
    getInitialState() {
      const { value } = this.props;
      // A text is what was typed before and is no price yet.
      return { typed: typeof value === "string" ? value : yuanOf(value) };
    },
    isValid() {
      const typed = this.state.typed ?? "";
      const parsed = parsePrice(typed);
      // That there is none Decap says itself.
      return typed === "" || "fen" in parsed
        ? true
        : { error: { type: "CUSTOM", message: parsed.problem } };
    },
    type(typed: string) {
      this.setState({ typed });
      const parsed = parsePrice(typed);
      // What is no price stays in the field, or Decap would call it empty besides.
      this.props.onChange("fen" in parsed ? parsed.fen : typed);
    },
    render() {
      const { forID, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
      return window.h("input", {
        id: forID,
        className: classNameWrapper,
        type: "text",
        inputMode: "decimal",
        placeholder: "39.90",
        value: this.state.typed ?? "",
        onFocus: setActiveStyle,
        onBlur: setInactiveStyle,
        onChange: (event: { target: HTMLInputElement }) => {
          if (typeof this.type === "function") this.type(event.target.value);
        },
      });
    },
  });
}

/** The name in a page's address: free while the entry is new, fixed afterwards. */
export function slugControl(): unknown {
  return window.createClass<WidgetProps>({
    render() {
      const { forID, classNameWrapper, value, entry, onChange, setActiveStyle, setInactiveStyle } =
        this.props;
      const fixed = !entry.get("newRecord");
      const input = window.h("input", {
        id: forID,
        className: classNameWrapper,
        type: "text",
        autoCapitalize: "off",
        spellCheck: false,
        placeholder: "bamboo-cup",
        value: typeof value === "string" ? value : "",
        readOnly: fixed,
        title: fixed ? text.slug.fixed : "",
        onFocus: setActiveStyle,
        onBlur: setInactiveStyle,
        onChange: (event: { target: HTMLInputElement }) =>
          onChange(event.target.value.trim().toLowerCase()),
      });
      if (fixed) return input;
      const propose = async () => {
        const { proposeSlug } = await import("./propose.ts");
        // Decap gives a widget the entry anew only when its own field changes.
        const title = document.querySelector<HTMLInputElement>('input[id^="title-field"]');
        return proposeSlug(title?.value);
      };
      const take = (proposed: string) => (proposed ? onChange(proposed) : alert(text.slug.none));
      const button = {
        type: "button",
        className: "propose",
        onClick: () =>
          void propose()
            .catch(() => "")
            .then(take),
      };
      return window.h("div", null, input, window.h("button", button, text.slug.propose));
    },
  });
}
