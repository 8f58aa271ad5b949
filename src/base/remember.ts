import { LRUCache } from "lru-cache";

type Answer = string | boolean | undefined;

/**
 * Keeps the latest answers of a function whose answer never changes, such as all that is asked of
 * commits by their sha. A question that failed is asked again.
 */
export function remember<A extends readonly Answer[], T>(
  limit: number,
  ask: (...question: A) => Promise<T>,
): (...question: A) => Promise<T> {
  const answers = new LRUCache<string, Promise<T>>({ max: limit });
  return (...question) => {
    const key = JSON.stringify(question);
    const answer = answers.get(key) ?? ask(...question);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
