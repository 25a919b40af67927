using System.Numerics.Tensors;
using SemCom.Agents;

namespace SemCom;

/// <summary>
/// A policy that was learned: a small network, and the priors of the observation where it has some. Takes the action with the highest score, the first among equals. A decision allocates
/// nothing. One thread at a time; <see cref="Copy"/> gives another thread or member its own.
/// </summary>
public sealed class LearnedPolicy : IPolicy
{
    private readonly PolicyNetwork _network;
    private readonly PolicyWorkspace _workspace;

    internal LearnedPolicy(string name, PolicyNetwork network)
    {
        (Name, _network) = (name, network);
        _workspace = new PolicyWorkspace(network, rows: 1, backward: false);
    }

    /// <summary>A policy that has learned nothing: nearly greedy on the priors, or nearly indifferent where there are none.</summary>
    /// <param name="name">Name in tables, 1 to 256 characters.</param>
    /// <param name="observations">What it will see.</param>
    /// <param name="actions">What it can do.</param>
    /// <param name="options">Its network; null for the usual one.</param>
    /// <param name="seed">Draws the first weights.</param>
    /// <exception cref="SemComException">An option breaks its rule.</exception>
    public static LearnedPolicy Untrained(string name, ObservationSpace observations, ActionSpace actions, NetworkOptions? options = null, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(actions);
        options ??= new NetworkOptions();
        var network = new PolicyNetwork(observations, actions, options);
        network.Initialise(options.PriorScale, seed, network: 0);
        return new LearnedPolicy(name, network);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What it observes.</summary>
    public ObservationSpace Observations => _network.Observations;

    /// <summary>What it can do.</summary>
    public ActionSpace Actions => _network.Actions;

    /// <summary>What the priors are multiplied with; 0 without priors.</summary>
    public double PriorScale => _network.PriorScale;

    internal PolicyNetwork Network => _network;

    /// <summary>Does nothing: the policy remembers nothing.</summary>
    public void Reset() { }

    /// <inheritdoc/>
    /// <exception cref="SemComException">The observation has another length, or a number that is not finite.</exception>
    public int Decide(ReadOnlySpan<float> observation)
    {
        Observations.Check(observation, Actions.Count);
        return TensorPrimitives.IndexOfMax(_network.Forward(observation, 1, _workspace));
    }

    /// <summary>The score of each action: a logit, or a value in reward if it was learned by DQN.</summary>
    /// <param name="observation">What is seen.</param>
    /// <param name="scores">Receives the scores [actions].</param>
    /// <exception cref="SemComException">The observation has another length, or a number that is not finite.</exception>
    public void Scores(ReadOnlySpan<float> observation, Span<float> scores)
    {
        Observations.Check(observation, Actions.Count);
        _network.Forward(observation, 1, _workspace).CopyTo(scores);
    }

    /// <summary>The same policy for another member or thread, with the same weights.</summary>
    /// <param name="name">Another name; null for the same.</param>
    public LearnedPolicy Copy(string? name = null) => new(name ?? Name, _network);

    /// <summary>The policy as a file's bytes.</summary>
    public byte[] ToBytes() => PolicyFile.Write(this);

    /// <summary>The inverse of <see cref="ToBytes"/>.</summary>
    /// <exception cref="SemComException">The bytes are damaged, or of another format or version.</exception>
    public static LearnedPolicy FromBytes(ReadOnlySpan<byte> bytes) => PolicyFile.Read(bytes, "policy");

    /// <summary>Writes the policy to a file, completely or not at all.</summary>
    /// <exception cref="SemComException">The file cannot be written.</exception>
    public void Save(string path) => PolicyFile.Save(this, path);

    /// <summary>Reads a policy from a file.</summary>
    /// <exception cref="SemComException">There is no such file, or it is damaged or of another format or version.</exception>
    public static LearnedPolicy Load(string path) => PolicyFile.Load(path);

    /// <summary>Reads a policy from a file and checks that it belongs to an environment.</summary>
    /// <exception cref="SemComException">There is no such file, it is damaged, or it was made for other observations or actions; the message says what differs.</exception>
    public static LearnedPolicy Load(string path, ObservationSpace observations, ActionSpace actions)
    {
        var policy = PolicyFile.Load(path);
        PolicyMatch.Check(policy, path, observations, actions);
        return policy;
    }

    /// <summary>The policy as an ONNX model (opset 20): input <c>observation</c> [rows, numbers], output <c>scores</c> [rows, actions].</summary>
    public byte[] ToOnnx() => PolicyOnnx.Write(_network);
}
