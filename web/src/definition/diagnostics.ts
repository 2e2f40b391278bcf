export function diagnose(_source: string, _options: object): object[] {
  return [];
}
