import type { Settings } from "../shared/settings.ts";

/** Decap's whole configuration: the model's collections and where they are kept. */
export function decapConfig(settings: Settings, collections: unknown): Record<string, unknown> {
  const { owner, repo, branch, api, relay, auth, base } = settings;
  return {
    load_config_file: false,
    backend: {
      name: "github",
      repo: `${owner}/${repo}`,
      branch,
      api_root: api,
      base_url: relay,
      auth_endpoint: auth,
      squash_merges: true,
      preview_context: "deploy-preview",
      commit_messages: {
        create: "新增{{collection}}：{{slug}}",
        update: "修改{{collection}}：{{slug}}",
        delete: "删除{{collection}}：{{slug}}",
        uploadMedia: "上传 {{path}}",
        deleteMedia: "删除 {{path}}",
      },
    },
    locale: "zh_Hans",
    publish_mode: "editorial_workflow",
    media_folder: "content/media",
    public_folder: "../media",
    site_url: location.origin,
    display_url: `${location.origin}${base}/`,
    logo: { src: `${base}/icon.svg`, show_in_header: false },
    show_preview_links: true,
    slug: { encoding: "unicode", clean_accents: false, sanitize_replacement: "-" },
    editor: { preview: true },
    // It does not find words of two characters; the start page does.
    search: false,
    collections,
  };
}
