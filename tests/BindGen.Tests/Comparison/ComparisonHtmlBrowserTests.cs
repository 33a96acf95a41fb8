using System.Text.RegularExpressions;
using BindGen.Tests.Browser;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.Comparison;

/// <summary>What the page of a comparison does in a browser.</summary>
[Collection(ChromiumCollection.Name)]
public sealed partial class ComparisonHtmlBrowserTests : IDisposable
{
    private const string Shown = "document.getElementById('shown').textContent";
    private const string Opened = "[...document.querySelectorAll('.card[open]')].map(card => card.id).join(' ')";
    private const string Focused = "document.activeElement.closest('.card')?.id ?? document.activeElement.id";
    private const string Hash = "location.hash";

    private readonly Chromium _browser;
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public ComparisonHtmlBrowserTests(Chromium browser)
    {
        _browser = browser;
        _file = _folder.Write("diff.html", ComparisonHtmlTests.Page(SampleComparison.Value));
    }

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task It_asks_for_nothing_and_complains_of_nothing()
    {
        await using var page = await OpenAsync("#LAMP_GREETING");
        await page.PressAsync("e", "u", "t", "?", "Escape");

        Assert.Equal([new Uri(_file).AbsoluteUri + "#LAMP_GREETING"], page.Requests.Select(request => request.Contains('#') ? request : $"{request}#LAMP_GREETING"));
        Assert.Empty(page.Complaints);
        Assert.Equal(0, await page.AskAsync<int>("document.querySelectorAll('img, main b:not(.count), [onerror]').length"));
    }

    [BrowserFact]
    public async Task No_other_script_runs()
    {
        await using var page = await OpenAsync();
        const string Intruder = "const script = document.createElement('script'); script.textContent = 'window.intruded = true'; document.body.append(script); String(window.intruded)";

        Assert.Equal("undefined", await page.AskAsync<string>(Intruder));
        Assert.Single(page.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Keys_walk_through_the_changes()
    {
        await using var page = await OpenAsync();

        await page.PressAsync("j");
        Assert.Equal("LampLock", await page.AskAsync<string>(Focused));
        await page.PressAsync("j", "j", "k");
        Assert.Equal("lamp_group_1", await page.AskAsync<string>(Focused));
        await page.PressAsync("o");
        Assert.Equal("lamp_group_1", await page.AskAsync<string>(Opened));
        await page.PressAsync("Enter");
        Assert.Equal("", await page.AskAsync<string>(Opened));
        await page.PressAsync("k", "k", "k");
        Assert.Equal("LampLock", await page.AskAsync<string>(Focused));
        await page.PressAsync("e");
        Assert.Equal(SampleComparison.Value.Changes.Length, await page.AskAsync<int>("document.querySelectorAll('.card[open]').length"));
        await page.PressAsync("e");
        Assert.Equal("", await page.AskAsync<string>(Opened));
        await page.PressAsync("/");
        Assert.Equal("search", await page.AskAsync<string>(Focused));
        await page.PressAsync("j");
        Assert.Equal("j", await page.AskAsync<string>("document.getElementById('search').value"));
        await page.PressAsync("Escape", "Escape", "f");
        Assert.Equal("SELECT", await page.AskAsync<string>("document.activeElement.tagName"));
        await page.PressAsync("Escape", "?");
        Assert.True(await page.AskAsync<bool>("document.getElementById('keys').open"));
        await page.PressAsync("Escape");
        Assert.False(await page.AskAsync<bool>("document.getElementById('keys').open"));
    }

    [BrowserFact]
    public async Task Filters_narrow_and_the_address_keeps_them()
    {
        await using var page = await OpenAsync();
        Assert.Equal("27 changes", await page.AskAsync<string>(Shown));

        await page.AskAsync<string>("document.querySelector('[data-facet=severity] [value=breaking]').click(); ''");
        Assert.Equal(("7 of 27 changes", "#?severity=breaking"), (await page.AskAsync<string>(Shown), await page.AskAsync<string>(Hash)));
        await page.AskAsync<string>("const reader = document.querySelector('[data-reader]'); reader.value = 'wrapper'; reader.dispatchEvent(new Event('change')); ''");
        Assert.Equal(("2 of 27 changes", "#?reader=wrapper&severity=breaking"), (await page.AskAsync<string>(Shown), await page.AskAsync<string>(Hash)));
        await page.PressAsync("j", "o");
        Assert.Equal("#lamp_open?reader=wrapper&severity=breaking", await page.AskAsync<string>(Hash));
        Assert.Equal("lamps/lamp.h 2 of 7", await page.AskAsync<string>("[...document.querySelectorAll('.group:not([hidden]) h2 > :first-child')].map(title => title.textContent).join()"));
        Assert.Equal("1", await page.AskAsync<string>("document.querySelector('[data-facet=change] [value=removed]').closest('label').querySelector('b').textContent"));

        await page.GoAsync(_file, "#?header=lamps/limits.h&detail=value,export");
        Assert.Equal("3 of 27 changes", await page.AskAsync<string>(Shown));
        await page.PressAsync("Escape");
        Assert.Equal(("27 changes", ""), (await page.AskAsync<string>(Shown), await page.AskAsync<string>(Hash)));
        await page.PressAsync("/", "a", "m", "b", "e", "r");
        Assert.Equal(("1 of 27 changes", "#?q=amber"), (await page.AskAsync<string>(Shown), await page.AskAsync<string>(Hash)));
        await page.PressAsync("x");
        Assert.True(await page.AskAsync<bool>("!document.getElementById('none').hidden"));
    }

    [BrowserFact]
    public async Task A_number_of_the_summary_shows_what_it_counts()
    {
        await using var page = await OpenAsync();
        const string Links = "[...document.querySelectorAll('.summary a')]";
        var count = await page.AskAsync<int>($"{Links}.length");

        for (var link = 0; link < count; link++)
        {
            var number = await page.AskAsync<string>($"{Links}[{link}].click(), {Links}[{link}].textContent.replace(/\\D/g, '')");
            await page.SettleAsync();
            Assert.StartsWith($"{number} ", await page.AskAsync<string>(Shown), StringComparison.Ordinal);
        }
        Assert.InRange(count, 20, 40);
    }

    [BrowserFact]
    public async Task A_link_opens_its_change()
    {
        await using var page = await OpenAsync("#lamp~function");

        Assert.Equal(("lamp~function", "lamp~function"), (await page.AskAsync<string>(Opened), await page.AskAsync<string>(Focused)));
        Assert.InRange(await page.AskAsync<double>("document.activeElement.getBoundingClientRect().top"), 40, 500);
        await page.GoAsync(_file, "#LAMP_MAX?severity=suspect");
        Assert.Equal("27 changes", await page.AskAsync<string>(Shown));
        Assert.Contains("LAMP_MAX", await page.AskAsync<string>(Opened), StringComparison.Ordinal);
        await page.GoAsync(_file, "#%E0%A4%A");
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task Equal_lines_are_folded()
    {
        await using var page = await OpenAsync("#lamp");
        const string Rows = "[...document.querySelectorAll('#lamp .diff tr')].filter(row => row.offsetHeight > 0).length";
        var folded = await page.AskAsync<int>(Rows);

        await page.AskAsync<string>("document.querySelector('#lamp .folding button').click(); ''");

        Assert.Equal("10 equal lines", await page.AskAsync<string>("document.querySelector('#lamp .folding').textContent"));
        Assert.Equal(folded + 9, await page.AskAsync<int>(Rows));
    }

    [BrowserFact]
    public async Task It_is_dark_where_the_system_is_or_the_reader_wants_it()
    {
        const string Background = "getComputedStyle(document.body).backgroundColor";
        await using var page = await OpenAsync();
        var light = await page.AskAsync<string>(Background);

        await page.PreferAsync("dark");
        var dark = await page.AskAsync<string>(Background);
        await page.PressAsync("t");
        var chosen = await page.AskAsync<string>(Background);
        await page.GoAsync(_folder.Write("again.html", File.ReadAllText(_file)));

        Assert.Equal(("rgb(255, 255, 255)", "rgb(20, 23, 27)", light), (light, dark, chosen));
        Assert.Equal((light, "Theme: light"), (await page.AskAsync<string>(Background), await page.AskAsync<string>("document.getElementById('theme').textContent")));
    }

    [BrowserFact]
    public async Task It_fits_a_narrow_screen_and_one_below_the_other()
    {
        await using var page = await OpenAsync("#lamp_open", width: 360);
        await page.PressAsync("e");

        Assert.Equal(360, await page.AskAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(0, await page.AskAsync<int>("[...document.querySelectorAll('.card *')].filter(part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1).length"));
        Assert.Equal(
            "struct lamp *lamp_open(|    struct house *house,|    const char *name);|    const char *name,|    unsigned int flags);",
            await page.AskAsync<string>("[...document.querySelectorAll('#lamp_open .diff')][0].innerText.split('\\n').slice(2).filter(Boolean).join('|')"));
    }

    [BrowserFact]
    public async Task What_is_shown_is_printed_open()
    {
        await using var page = await OpenAsync("#?severity=breaking");

        var text = System.Text.Encoding.Latin1.GetString(await page.PrintAsync());

        Assert.InRange(Pages().Count(text), 2, 4);
        Assert.Equal("", await page.AskAsync<string>(Opened));
    }

    [BrowserFact]
    public async Task Without_scripts_it_can_be_read()
    {
        await using var page = await _browser.OpenAsync();
        await page.StopScriptsAsync();
        await page.GoAsync(_file);

        Assert.True(await page.AskAsync<bool>("!document.documentElement.classList.contains('js')"));
        Assert.True(await page.AskAsync<bool>("document.querySelector('.bar').offsetHeight === 0 && document.querySelector('.folded').offsetParent !== undefined"));
        await page.AskAsync<string>("document.querySelector('#lamp summary').click(); ''");
        Assert.Equal(0, await page.AskAsync<int>("[...document.querySelectorAll('#lamp .diff tbody:not(.folding) tr')].filter(row => row.offsetHeight === 0).length"));
    }

    private async Task<BrowserPage> OpenAsync(string hash = "", int width = 1400)
    {
        var page = await _browser.OpenAsync(width);
        await page.GoAsync(_file, hash);
        return page;
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Pages();
}
