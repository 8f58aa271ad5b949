type Answer = string | boolean | undefined;

/**
 * Keeps the latest answers of a function whose answer never changes, such as all that is asked of
 * commits by their sha. A question that failed is asked again.
 */
export function remember<A extends readonly Answer[], T>(
  limit: number,
  ask: (...question: A) => Promise<T>,
): (...question: A) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (...question) => {
    const key = JSON.stringify(question);
    const answer = answers.get(key) ?? ask(...question);
    answers.delete(key);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > limit && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
