import { checkContent } from "../checks/schema.ts";
import type { ContentCheck } from "../gate/findings.ts";

/** The content checks in the form in which the gate asks for them. */
export const contentCheck: ContentCheck = ({ documents, paths }) => checkContent(documents, paths);
