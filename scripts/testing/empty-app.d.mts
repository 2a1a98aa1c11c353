export function emptyAppScriptBytes(): Promise<number>;
export function withEmptyApp<T>(use: (folder: string) => Promise<T>): Promise<T>;
