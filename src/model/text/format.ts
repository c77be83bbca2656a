/** JSON or YAML, by the name of the file, or by its first character where the name does not say. */
export function formatOf(text: string, source: string): 'json' | 'yaml' {
  if (/\.ya?ml$/i.test(source)) return 'yaml';
  if (/\.json$/i.test(source)) return 'json';
  return /^\s*[{[]/.test(text) ? 'json' : 'yaml';
}
