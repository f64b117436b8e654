import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

// factsPlugin writes what the blog knows of each post into the post's page.
function factsPlugin() {
  let posts = [];
  return {
    name: 'facts',
    async allContentLoaded({allContent}) {
      posts = allContent['docusaurus-plugin-content-blog'].default.blogPosts;
    },
    async postBuild({outDir}) {
      for (const {metadata: m} of posts) {
        const facts = {
          title: m.title, date: m.date.toISOString?.() ?? m.date, categories: m.frontMatter.categories,
          tags: m.tags.map((t) => t.label), cover: m.frontMatter.image, own: m.frontMatter.mood,
        };
        let page = join(outDir, decodeURI(m.permalink));
        page = page.endsWith('.html') ? page : join(page, 'index.html');
        const html = readFileSync(page, 'utf8');
        writeFileSync(page, `<script type="application/json" id="facts">${JSON.stringify(facts)}</script>` + html);
      }
    },
  };
}

export default {
  title: 'Salt and solder',
  url: 'https://salt.example.org',
  baseUrl: '/',
  onBrokenLinks: 'ignore',
  markdown: {format: 'md'},
  plugins: [factsPlugin],
  presets: [['@docusaurus/preset-classic', {
    docs: false,
    pages: false,
    theme: {},
    blog: {onUntruncatedBlogPosts: 'ignore', onInlineAuthors: 'ignore', onInlineTags: 'ignore'},
  }]],
};
