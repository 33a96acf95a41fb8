using System.Collections.Immutable;
using System.Diagnostics;

namespace BindGen.Pipeline;

/// <summary>Adds up how long each stage took, from any thread.</summary>
internal sealed class StageClock
{
    private readonly List<(string Stage, TimeSpan Time)> _stages = [];

    public T Measure<T>(string stage, Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Add(stage, Stopwatch.GetElapsedTime(start));
        }
    }

    /// <summary>The stages in the order of the pipeline, each once.</summary>
    public ImmutableArray<(string Stage, TimeSpan Time)> ToStages(params ReadOnlySpan<string> order)
    {
        var stages = ImmutableArray.CreateBuilder<(string, TimeSpan)>();
        lock (_stages)
        {
            foreach (var stage in order)
            {
                var index = _stages.FindIndex(item => item.Stage == stage);
                if (index >= 0)
                    stages.Add(_stages[index]);
            }
        }
        return stages.ToImmutable();
    }

    private void Add(string stage, TimeSpan time)
    {
        lock (_stages)
        {
            var index = _stages.FindIndex(item => item.Stage == stage);
            if (index < 0)
                _stages.Add((stage, time));
            else
                _stages[index] = (stage, _stages[index].Time + time);
        }
    }
}
