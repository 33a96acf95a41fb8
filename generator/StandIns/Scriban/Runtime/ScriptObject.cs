using System.Collections;
using Scriban.Parsing;

namespace Scriban.Runtime;

/// <summary>The object of templates: named values in the order they were added.</summary>
public class ScriptObject : IDictionary<string, object?>, IScriptObject
{
    private Dictionary<string, Slot> _slots;

    public ScriptObject()
        : this(0)
    {
    }

    public ScriptObject(int capacity) => _slots = new Dictionary<string, Slot>(capacity, StringComparer.Ordinal);

    public int Count => _slots.Count;

    public virtual bool IsReadOnly { get; set; }

    public ICollection<string> Keys => _slots.Keys;

    public ICollection<object?> Values
    {
        get
        {
            var values = new List<object?>(_slots.Count);
            foreach (var slot in _slots.Values)
            {
                values.Add(slot.Value);
            }

            return values;
        }
    }

    /// <summary>The value of a member, null if there is none; setting a read-only member does nothing, as in Scriban.</summary>
    public virtual object? this[string key]
    {
        get
        {
            TryGetValue(null, default, key, out var value);
            return value;
        }

        set
        {
            AssertWritable();
            TrySetValue(null, default, key, value, false);
        }
    }

    public void Add(string key, object? value) => _slots.Add(key, new Slot(value, false));

    public void SetValue(string member, object? value, bool readOnly) => _slots[member] = new Slot(value, readOnly);

    public virtual bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        var found = _slots.TryGetValue(member, out var slot);
        value = slot.Value;
        return found;
    }

    public virtual bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly)
    {
        if (!CanWrite(member))
        {
            return false;
        }

        AssertWritable();
        _slots[member] = new Slot(value, readOnly);
        return true;
    }

    public virtual bool CanWrite(string member) => !_slots.TryGetValue(member, out var slot) || !slot.IsReadOnly;

    public virtual bool Contains(string member) => _slots.ContainsKey(member);

    public bool ContainsKey(string key) => Contains(key);

    public virtual bool Remove(string member)
    {
        AssertWritable();
        return _slots.Remove(member);
    }

    public virtual void SetReadOnly(string member, bool readOnly)
    {
        AssertWritable();
        if (_slots.TryGetValue(member, out var slot))
        {
            _slots[member] = new Slot(slot.Value, readOnly);
        }
    }

    public IEnumerable<string> GetMembers() => _slots.Keys;

    public void Clear() => _slots.Clear();

    public virtual IScriptObject Clone(bool deep)
    {
        var copy = (ScriptObject)MemberwiseClone();
        copy._slots = new Dictionary<string, Slot>(_slots.Count, StringComparer.Ordinal);
        foreach (var pair in _slots)
        {
            var value = deep && pair.Value.Value is ScriptObject or ScriptArray
                ? ((IScriptObject)pair.Value.Value!).Clone(true)
                : pair.Value.Value;
            copy._slots[pair.Key] = new Slot(value, pair.Value.IsReadOnly);
        }

        return copy;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        foreach (var pair in _slots)
        {
            yield return new KeyValuePair<string, object?>(pair.Key, pair.Value.Value);
        }
    }

    bool IDictionary<string, object?>.TryGetValue(string key, out object? value) => TryGetValue(null, default, key, out value);

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) =>
        TryGetValue(null, default, item.Key, out var value) && Equals(value, item.Value);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex)
    {
        foreach (var pair in this)
        {
            array[arrayIndex++] = pair;
        }
    }

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) => Remove(item.Key);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void AssertWritable()
    {
        if (IsReadOnly)
        {
            throw new InvalidOperationException("The object is readonly");
        }
    }

    private readonly struct Slot(object? value, bool isReadOnly)
    {
        public object? Value { get; } = value;

        public bool IsReadOnly { get; } = isReadOnly;
    }
}
