// Derived from .github/approval.yml and people.yml by `npm run derive`; do not edit.
export const specialists = {
  cora: "柯菈",
};
