using System.Collections.Concurrent;
using System.IO;
using Scriban;

namespace BindGen.Emit;

/// <summary>
/// The templates that the targets of a run share: those inside the tool, each of which a file of the same path in a directory of the user
/// replaces. Each is read and parsed once, whichever thread asks first; a parsed template does not change.
/// </summary>
/// <param name="overrides">The user's directory (<c>--templates</c>); null for the tool's own templates only.</param>
internal sealed class TemplateLibrary(string? overrides)
{
    public const string ResourcePrefix = "templates/";

    private static readonly Lazy<HashSet<string>> OwnNames = new(() => new HashSet<string>(
        typeof(TemplateLibrary).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)).Select(name => name.Substring(ResourcePrefix.Length)),
        StringComparer.Ordinal));

    private readonly ConcurrentDictionary<string, Lazy<TemplateText>> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Template?>> _templates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Template> _included = new(StringComparer.Ordinal);

    public string? Overrides => overrides;

    /// <summary>The tool's own templates.</summary>
    public static IReadOnlyCollection<string> Own => OwnNames.Value;

    public TemplateText Text(string name) => _texts.GetOrAdd(name, key => new Lazy<TemplateText>(() => Read(key))).Value;

    /// <returns>Null when there is none.</returns>
    public Template? Find(string name) =>
        _templates.GetOrAdd(name, key => new Lazy<Template?>(() => Text(key).Text is { } text ? Template.Parse(text, key) : null)).Value;

    /// <summary>Hands what has been included before to a context, which would parse it again.</summary>
    public void Lend(IDictionary<string, Template> included)
    {
        foreach (var pair in _included)
            included[pair.Key] = pair.Value;
    }

    /// <summary>Keeps what a context has parsed, as far as it is the tool's: who includes a file of the user's own is to be noticed each time.</summary>
    public void Keep(IEnumerable<KeyValuePair<string, Template>> included)
    {
        foreach (var pair in included)
        {
            if (OwnNames.Value.Contains(pair.Key))
                _included.TryAdd(pair.Key, pair.Value);
        }
    }

    private TemplateText Read(string name)
    {
        if (overrides is not null && Path.Combine(overrides, name) is var path && File.Exists(path))
        {
            try
            {
                return new TemplateText(File.ReadAllText(path).Replace("\r\n", "\n"), null);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return new TemplateText(null, exception.Message);
            }
        }
        using var stream = typeof(TemplateLibrary).Assembly.GetManifestResourceStream(ResourcePrefix + name);
        if (stream is null)
            return new TemplateText(null, null);
        using var reader = new StreamReader(stream);
        return new TemplateText(reader.ReadToEnd(), null);
    }
}

/// <param name="Text">Null when there is none.</param>
/// <param name="Problem">Why the user's file cannot be read.</param>
internal sealed record TemplateText(string? Text, string? Problem);
