using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Review;
using Spectre.Console;

namespace BindGen.Cli;

/// <summary>A review in a terminal: shows one change after the other, and does what the keys say.</summary>
internal sealed class ReviewScreen(ReviewSession session, IReviewProvenance provenance, IAnsiConsole console, IReviewKeys keys)
{
    private const int FrameHeight = 5;
    private const int SmallestBody = 3;

    // Not the console's own way, which empties the terminal's history too.
    private static readonly ControlCode EmptyScreen = new("\e[H\e[2J");

    private static readonly Style Title = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(decoration: Decoration.Dim);

    private int _current;
    private int _top;
    private string _message = "";
    private string _searched = "";
    private IReadOnlyList<ReviewRow>? _aside;
    private (ReviewItem Item, ImmutableArray<ReviewRow> Rows)? _shown;

    private ReviewItem Current => session.Items[_current];

    private int BodyHeight => Math.Max(SmallestBody, console.Profile.Height - FrameHeight);

    /// <summary>Returns when the user has had enough, or when no more keys come.</summary>
    public void Run()
    {
        while (true)
        {
            Draw();
            if (keys.Read() is not { } key || key.Key == ConsoleKey.Q)
                return;
            _message = "";
            if (_aside is not null && !IsScroll(key))
            {
                (_aside, _top) = (null, 0);
                continue;
            }
            Do(key);
        }
    }

    private void Do(ConsoleKeyInfo key)
    {
        if (Scrolled(key) is { } lines)
        {
            _top = Math.Clamp(_top + lines, 0, Math.Max(0, Body().Count - BodyHeight));
            return;
        }
        switch (key.KeyChar)
        {
            case 'a': Decide("accepted", session.Accept); break;
            case 'r': Decide("rejected", session.Reject); break;
            case 's': Skip(); break;
            case 'u': Undo(); break;
            case 'A': AcceptKind(); break;
            case 'n': GoTo((_current + 1) % session.Items.Count); break;
            case 'p': GoTo((_current + session.Items.Count - 1) % session.Items.Count); break;
            case 'R': Aside(provenance.Rules(Current)); break;
            case 'h': Aside(provenance.Headers(Current)); break;
            case '/': Find(); break;
            case '?': Aside(ReviewHelp.Rows); break;
            default: _message = "? shows the keys"; break;
        }
    }

    private void Decide(string what, Func<IReadOnlyList<int>, DiagnosticBag, bool> decide)
    {
        if (!session.IsOpen(_current))
        {
            _message = $"this is {Words(session.DecisionOn(_current))} already: u takes the last decision back";
            return;
        }
        var path = Current.Path;
        if (Tried(diagnostics => decide([_current], diagnostics)))
            GoOn($"{what} {path}");
    }

    private void Skip()
    {
        if (!session.IsOpen(_current))
        {
            GoOn("");
            return;
        }
        session.Skip(_current);
        GoOn($"skipped {Current.Path}");
    }

    private void AcceptKind()
    {
        var (kind, indexes) = (Current.Kind, session.OpenOf(Current.Kind));
        if (indexes.IsEmpty)
        {
            _message = $"nothing of kind '{ReviewWords.Of(kind)}' is open";
            return;
        }
        _message = $"accept all {indexes.Length} of kind '{ReviewWords.Of(kind)}' ({ReviewWords.Meaning(kind)})? y accepts them";
        Draw();
        if (keys.Read() is not { KeyChar: 'y' or 'Y' })
            _message = "nothing is accepted";
        else if (Tried(diagnostics => session.Accept(indexes, diagnostics)))
            GoOn($"accepted {indexes.Length} of kind '{ReviewWords.Of(kind)}'");
    }

    private void Undo()
    {
        var diagnostics = new DiagnosticBag();
        if (session.Undo(diagnostics) is { } index)
        {
            GoTo(index);
            _message = "the last decision is taken back";
        }
        else
            _message = diagnostics.HasErrors ? Words(diagnostics) : "there is nothing to take back";
    }

    private void Find()
    {
        if (Asked("/") is not { } text)
            return;
        _searched = text.Length > 0 ? text : _searched;
        var others = Enumerable.Range(1, session.Items.Count).Select(step => (_current + step) % session.Items.Count).ToList();
        var found = others.Where(index => Has(session.Items[index].Path)).Concat(others.Where(index => ReviewDiff.Of(session.Items[index]).Any(row => Has(row.Text)))).Select(index => (int?)index);
        if (_searched.Length > 0 && found.FirstOrDefault() is { } there)
            GoTo(there);
        else
            _message = $"neither a path nor a changed line has '{_searched}'";

        bool Has(string where) => where.Contains(_searched, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What the user types, up to Enter; null after Escape.</summary>
    private string? Asked(string prompt)
    {
        var text = "";
        while (true)
        {
            _message = prompt + text;
            Draw();
            if (keys.Read() is not { } key || key.Key == ConsoleKey.Escape)
            {
                _message = "";
                return null;
            }
            if (key.Key == ConsoleKey.Enter)
            {
                _message = "";
                return text;
            }
            text = key.Key == ConsoleKey.Backspace ? text[..Math.Max(0, text.Length - 1)] : char.IsControl(key.KeyChar) ? text : text + key.KeyChar;
        }
    }

    private bool Tried(Func<DiagnosticBag, bool> decide)
    {
        var diagnostics = new DiagnosticBag();
        if (decide(diagnostics))
            return true;
        _message = Words(diagnostics);
        return false;
    }

    private static string Words(DiagnosticBag diagnostics) => string.Join(" ", diagnostics.ToSorted().Select(item => $"{item.Kind.Id}: {item.Message}. {item.Help}"));

    private static string Words(Decision decision) => decision.ToString().ToLowerInvariant();

    private void Aside(IReadOnlyList<ReviewRow> rows) => (_aside, _top) = (rows, 0);

    private void GoTo(int index) => (_current, _top, _aside) = (index, 0, null);

    /// <summary>To the next change about which nothing was said yet.</summary>
    private void GoOn(string message)
    {
        var next = Enumerable.Range(1, session.Items.Count).Select(step => (_current + step) % session.Items.Count)
            .Where(index => session.DecisionOn(index) == Decision.Open).Select(index => (int?)index).FirstOrDefault();
        GoTo(next ?? _current);
        _message = next is not null ? message
            : $"{message}; {(session.OpenCount == 0 ? "everything is decided" : $"only skipped ones are left, {session.OpenCount} of them")}: q quits, u takes the last decision back";
    }

    private static bool IsScroll(ConsoleKeyInfo key) => Scrolls(key, 1) is not null;

    private int? Scrolled(ConsoleKeyInfo key) => Scrolls(key, BodyHeight - 1);

    private static int? Scrolls(ConsoleKeyInfo key, int page) => (key.Key, key.KeyChar) switch
    {
        (ConsoleKey.Spacebar or ConsoleKey.PageDown, _) => page,
        (ConsoleKey.PageUp, _) or (_, 'b') => -page,
        (ConsoleKey.DownArrow or ConsoleKey.Enter, _) or (_, 'j') => 1,
        (ConsoleKey.UpArrow, _) or (_, 'k') => -1,
        (ConsoleKey.Home, _) or (_, 'g') => -100_000_000,
        (ConsoleKey.End, _) or (_, 'G') => 100_000_000,
        _ => null,
    };

    private List<Paragraph> Body()
    {
        if (_aside is not null)
            return ReviewPage.Of(_aside, console.Profile.Width);
        if (_shown is not { } shown || !ReferenceEquals(shown.Item, Current))
            _shown = shown = (Current, ReviewDiff.Of(Current));
        return ReviewPage.Of(shown.Rows, console.Profile.Width);
    }

    private void Draw()
    {
        var body = Body();
        console.Write(EmptyScreen);
        var decision = session.DecisionOn(_current);
        Line(
            $"{_current + 1} of {session.Items.Count}  {ReviewWords.Of(Current.State)}  {ReviewWords.Of(Current.Kind)}{(decision == Decision.Open ? "" : $"  [{Words(decision)}]")}{(Current.Note.Length > 0 ? $"  ({Current.Note})" : "")}",
            Faint);
        Line(Current.Path, Title);
        foreach (var row in body.Skip(_top).Take(BodyHeight))
        {
            console.Write(row);
            console.WriteLine();
        }
        var rest = body.Count - _top - BodyHeight;
        Line(rest > 0 ? $"-- {rest} more lines: space --" : _aside is not null ? "-- any other key goes back --" : "--", Faint);
        Line(_message.Length > 0 ? _message : $"{session.OpenCount} left", Style.Plain);
        console.Write(new Text(Cut("a accept  r reject  s skip  u undo  A kind  R rule  h header  q quit  ? help"), Faint));
    }

    private void Line(string text, Style style)
    {
        console.Write(new Text(Cut(text), style));
        console.WriteLine();
    }

    private string Cut(string text) => ReviewPage.Printable(text) is var printable && printable.Length < console.Profile.Width ? printable : printable[..Math.Max(1, console.Profile.Width - 1)];
}
