/** Union–find over 0 … size − 1: the sets do not depend on the order in which links arrive. */
export class DisjointSets {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  find(element: number): number {
    let root = element;
    while (this.parent[root] !== root) root = this.parent[root]!;
    while (this.parent[element] !== root) {
      const next = this.parent[element]!;
      this.parent[element] = root;
      element = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.find(a), this.find(b)].sort((x, y) => x - y) as [number, number];
    this.parent[high] = low;
  }
}
