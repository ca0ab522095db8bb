// Traditional characters in Simplified. The map is loaded at its first use: few readers need it.

export class Script {
  /** `load` gives the map; `traditional` are the Traditional characters that the pages contain. */
  constructor(load, traditional) {
    this.loadMap = load;
    this.traditional = new Set(traditional);
    this.map = null;
  }

  /** Loads the map if a query has characters that the pages write in both ways. */
  async prepare(query) {
    if ([...query].some((char) => this.traditional.has(char))) await this.load();
  }

  async load() {
    this.map ??= await this.loadMap();
  }

  /** The text in Simplified, as far as the map is there. */
  simplify = (text) =>
    this.map ? [...text].map((char) => this.map.get(char) ?? char).join("") : text;
}
