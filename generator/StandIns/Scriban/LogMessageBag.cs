using System.Collections;
using System.Text;
using Scriban.Parsing;

namespace Scriban;

/// <summary>The messages of one parse, in the order of their places in the text.</summary>
public class LogMessageBag : IReadOnlyList<LogMessage>
{
    private readonly List<LogMessage> _messages = [];

    public int Count => _messages.Count;

    public bool HasErrors { get; private set; }

    public LogMessage this[int index] => _messages[index];

    public void Add(LogMessage message)
    {
        HasErrors |= message.Type == ParserMessageType.Error;
        var place = _messages.Count;
        while (place > 0 && _messages[place - 1].Span.Start.Offset > message.Span.Start.Offset)
        {
            place--;
        }

        _messages.Insert(place, message);
    }

    public IEnumerator<LogMessage> GetEnumerator() => _messages.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var message in _messages)
        {
            text.AppendLine(message.ToString());
        }

        return text.ToString();
    }
}
