/** The part of Decap's global interface that the desk uses. */
export interface ImmutableMap {
  get(key: string): unknown;
  set(key: string, value: unknown): ImmutableMap;
  filter(test: (value: unknown) => boolean): ImmutableMap;
  toJS(): Record<string, unknown>;
}

export interface Entry {
  get(key: "data"): ImmutableMap;
  get(key: "collection" | "slug"): string;
  get(key: "newRecord"): boolean | undefined;
}

export interface WidgetProps {
  readonly value: unknown;
  readonly forID: string;
  readonly classNameWrapper: string;
  readonly entry: Entry;
  readonly onChange: (value: unknown) => void;
  readonly setActiveStyle: () => void;
  readonly setInactiveStyle: () => void;
}

export interface PreviewProps {
  readonly entry: Entry;
  readonly widgetFor: (name: string) => unknown;
  readonly getAsset: (path: unknown) => { toString(): string } | undefined;
}

interface Component<P> {
  readonly props: P;
  state: { typed?: string };
  setState(state: { typed?: string }): void;
}

export interface Cms {
  init(options: { config: Record<string, unknown> }): void;
  registerLocale(name: string, phrases: Record<string, unknown>): void;
  getLocale(name: string): Record<string, unknown>;
  registerWidget(name: string, control: unknown, preview?: unknown): void;
  registerPreviewTemplate(name: string, template: unknown): void;
  registerEventListener(listener: {
    name: string;
    handler: (event: { entry: Entry }) => unknown;
  }): void;
}

declare global {
  interface Window {
    CMS: Cms;
    CMS_MANUAL_INIT: boolean;
    createClass<P>(
      spec: ThisType<Component<P> & Record<string, unknown>> & Record<string, unknown>,
    ): unknown;
    h(type: unknown, props?: Record<string, unknown> | null, ...children: unknown[]): unknown;
  }
}
