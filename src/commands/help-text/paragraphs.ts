const LINE_LENGTH = 100;

/** Text set in lines of readable length; an empty line in it parts paragraphs. */
export function paragraphs(text: string): string[] {
  return text.split(/\n\s*\n/).flatMap((paragraph, i) => [...(i === 0 ? [] : ['']), ...fill(paragraph)]);
}

function fill(paragraph: string): string[] {
  const lines = [''];
  for (const word of paragraph.trim().split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= LINE_LENGTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
