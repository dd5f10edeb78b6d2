/** Names met in a list, each as a small number: its agencies, its fields. */
export class NumberedNames {
  readonly all: (string | null)[] = [];
  private readonly numbers = new Map<string | null, number>();

  numberOf(name: string | null): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.all.push(name) - 1;
      this.numbers.set(name, number);
    }
    return number;
  }
}
