namespace SemCom.Agents;

/// <summary>A policy as an ONNX model: Slice, Mul, Add, Clip, then Gemm and the activation of each layer, then the priors by their scale.</summary>
internal static class PolicyOnnx
{
    private const string Observation = "observation", Scores = "scores";

    /// <summary>The model's bytes.</summary>
    public static byte[] Write(PolicyNetwork network)
    {
        var graph = new OnnxGraph();
        var (features, actions) = (network.Shape.Inputs, network.Shape.Outputs);
        var value = network.Observations.HasPriors ? Columns(graph, 0, features) : Observation;
        value = graph.Node("Mul", [value, graph.Constant(network.Scaling.Scales, features)]);
        value = graph.Node("Add", [value, graph.Constant(network.Scaling.Offsets, features)]);
        value = graph.Node("Clip", [value, graph.Constant([-FeatureScaling.Limit]), graph.Constant([FeatureScaling.Limit])]);
        for (var layer = 0; layer < network.Shape.Layers; layer++)
            value = Layer(graph, network, layer, value);
        if (network.Observations.HasPriors)
        {
            var priors = graph.Node("Mul", [Columns(graph, features, features + actions), graph.Constant([network.PriorScale])]);
            graph.Node("Add", [value, priors], Scores);
        }
        return graph.Model(Observation, network.ObservationLength, Scores, actions);
    }

    private static string Layer(OnnxGraph graph, PolicyNetwork network, int layer, string input)
    {
        var (weights, biases) = network.Shape.Place(layer);
        var (from, to) = (network.Shape.Width(layer), network.Shape.Width(layer + 1));
        var (w, b) = (graph.Constant(network.Parameters.AsSpan()[weights], from, to), graph.Constant(network.Parameters.AsSpan()[biases], to));
        var last = layer == network.Shape.Layers - 1;
        var sums = graph.Node("Gemm", [input, w, b], last && !network.Observations.HasPriors ? Scores : null);
        if (last)
            return sums;
        return network.Shape.Activation switch
        {
            Activation.Tanh => graph.Node("Tanh", [sums]),
            Activation.Relu => graph.Node("Relu", [sums]),
            _ => graph.Node("Gelu", [sums], attribute: ("approximate", "tanh")),
        };
    }

    private static string Columns(OnnxGraph graph, long from, long to) => graph.Node("Slice", [Observation, graph.Constant([from]), graph.Constant([to]), graph.Constant([1L])]);
}
